# Completions of tpm for fish; made by `tpm completions fish`.
function __tpm_complete
    set -l before (commandline --current-process --tokenize --cut-at-cursor)
    set -e before[1]
    set -l word (commandline --current-token --cut-at-cursor)
    set -l found (tpm __complete fish --word="$word" -- $before 2>/dev/null)
    if test "$found[1]" = /
        __fish_complete_path (string replace --regex '^--[^=]*=' '' -- $word)
    else
        printf '%s\n' $found
    end
end
complete --command tpm --no-files --keep-order --arguments '(__tpm_complete)'
