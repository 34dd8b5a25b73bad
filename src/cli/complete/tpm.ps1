# Completions of tpm for PowerShell; made by `tpm completions powershell`.
Register-ArgumentCompleter -Native -CommandName tpm -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $before = @($commandAst.CommandElements |
        Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object {
            if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value }
            else { $_.Extent.Text }
        })
    tpm __complete powershell "--word=$wordToComplete" -- @before 2>$null | ForEach-Object {
        $value, $help = $_ -split "`t", 2
        # A lone slash stands for a path, which PowerShell completes itself when nothing is offered.
        if ($value -ne '/') {
            if (-not $help) { $help = $value }
            [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $help)
        }
    }
}
