# Completions of tpm for bash; made by `tpm completions bash`.
_tpm() {
    local IFS=$'\n'
    # The line is handed over whole, since bash splits words at = and @ as well.
    COMPREPLY=($(tpm __complete bash --word="$2" --line="${COMP_LINE:0:COMP_POINT}" 2>/dev/null))
    if [[ ${COMPREPLY[0]-} == / ]]; then
        COMPREPLY=($(compgen -f -- "$2"))
        compopt -o filenames 2>/dev/null
    elif [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
complete -o nosort -F _tpm tpm 2>/dev/null || complete -F _tpm tpm
