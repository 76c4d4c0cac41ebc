namespace ResNetFlowers.Cli.Terminal.Help;

/// <summary>
/// What makes a shell complete verbs, options and their values: functions that ask the program itself, by the directive
/// <c>[suggest:POSITION]</c> of its command line.
/// </summary>
internal static class CompletionScript
{
    /// <summary>The shells that there is a script for.</summary>
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "powershell"];

    private const string Bash = """
        # Completion of flowers in bash.
        _flowers() {
            local line="${COMP_LINE:0:COMP_POINT}"
            local arguments="${line#*"${COMP_WORDS[0]}" }"
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:${#arguments}]" "$arguments" 2> /dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o bashdefault -o default -F _flowers flowers
        """;

    private const string Zsh = """
        # Completion of flowers in zsh.
        _flowers() {
            local arguments="${(j: :)words[2,CURRENT]}"
            local -a found=("${(@f)$("${words[1]}" "[suggest:${#arguments}]" "$arguments" 2> /dev/null)}")
            compadd -a found
            _files
        }
        compdef _flowers flowers
        """;

    private const string PowerShell = """
        # Completion of flowers in PowerShell.
        Register-ArgumentCompleter -Native -CommandName flowers -ScriptBlock {
            param($word, $ast, $cursor)
            $program = $ast.CommandElements[0].Extent.Text
            $arguments = $ast.ToString().PadRight($cursor - $ast.Extent.StartOffset).Substring($program.Length).TrimStart()
            & $program "[suggest:$($arguments.Length)]" $arguments 2> $null | Where-Object { $_ -like "$word*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }
        """;

    /// <summary>The script for a shell.</summary>
    /// <exception cref="InputException">There is none for it.</exception>
    public static string For(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "powershell" => PowerShell,
        _ => throw new InputException($"SHELL {shell}: there is no script for it; choose one of {string.Join(", ", Shells)}"),
    };
}
