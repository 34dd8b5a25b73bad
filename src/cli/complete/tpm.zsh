#compdef tpm
# Completions of tpm for zsh; made by `tpm completions zsh`.
_tpm() {
    local -a before found
    before=("${(@Q)words[2,CURRENT-1]}")
    found=("${(@f)$(tpm __complete zsh --word="${(Q)PREFIX}" -- "${before[@]}" 2>/dev/null)}")
    if [[ ${found[1]} == / ]]; then
        compset -P '*='
        _files
    elif [[ -n ${found[1]} ]]; then
        _describe -V 'tpm' found
    fi
}
if [[ ${funcstack[1]} == _tpm ]]; then
    _tpm "$@"
else
    compdef _tpm tpm
fi
