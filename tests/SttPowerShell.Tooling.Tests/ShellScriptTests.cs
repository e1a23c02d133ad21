namespace SttPowerShell.Tooling.Tests;

/// <summary>A script in the shell sees what it would see in pwsh.</summary>
public sealed class ShellScriptTests
{
    private const string ShowArguments = """
        param([string] $Text, [int[]] $Number, [switch] $Flag, [Parameter(ValueFromRemainingArguments)] $Rest)
        "text=$Text number=$Number flag=$Flag rest=$Rest"
        """;

    [Theory]
    [InlineData("text=a number=1 flag=True rest=b c", "-Text", "a", "-Number", "1", "-Flag", "b", "c")]
    [InlineData("text=a b number=2 flag=False rest=", "a b", "2")]
    [InlineData("text=x number= flag=False rest=", "-Text:x", "-Flag:$false")]
    [InlineData("text=a:b number= flag=True rest=", "-Text", "a:b", "-Flag:$true")]
    [InlineData("text=$Host number= flag=False rest=", "$Host")]
    public async Task Arguments_reach_the_script(string expected, params string[] arguments)
        => Assert.Equal(expected + "\n", (await ShellRun.ScriptAsync(ShowArguments, arguments)).Output);

    [Theory]
    [InlineData("-Nothing", "A parameter cannot be found that matches parameter name 'Nothing'.")]
    [InlineData("-Number", "Missing an argument for parameter 'Number'.")]
    public async Task Arguments_that_do_not_fit_are_an_error(string argument, string message)
    {
        ProgramRun run = await ShellRun.ScriptAsync("[CmdletBinding()] param([int] $Number) 'ran'", argument);

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_knows_where_it_lies_even_if_its_name_has_brackets()
    {
        using TemporaryFolder folder = new();
        string script = folder.Write("a [b]/script [1].ps1", "$PSScriptRoot; $PSCommandPath; $MyInvocation.MyCommand.Path; $PWD.Path");

        ProgramRun run = await ShellRun.RunAsync(folder, _ => Task.CompletedTask, script);

        Assert.Equal([Path.GetDirectoryName(script)!, script, script, folder.Path], run.Output.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Errors_go_to_standard_error_and_everything_else_to_standard_output()
    {
        ProgramRun run = await ShellRun.ScriptAsync("""
            [CmdletBinding()] param()
            'an object'
            $PSCmdlet.WriteWarning('careful')
            $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new([Exception]::new('bad'), 'Id', 'NotSpecified', $null))
            $VerbosePreference = 'Continue'
            $PSCmdlet.WriteVerbose('more')
            """, "-Verbose");

        Assert.Equal("an object\nWARNING: careful\nVERBOSE: more\n", run.Output);
        Assert.Equal("script.ps1: bad\n", run.Error);
    }

    [Fact]
    public async Task The_error_view_shows_the_line_and_the_recommendation()
    {
        ProgramRun run = await ShellRun.ScriptAsync("""
            $record = [System.Management.Automation.ErrorRecord]::new([Exception]::new('no such thing'), 'Id', 'NotSpecified', $null)
            $record.ErrorDetails = [System.Management.Automation.ErrorDetails]::new('no such thing')
            $record.ErrorDetails.RecommendedAction = 'Look elsewhere.'
            throw $record
            """);

        Assert.Contains("script.ps1:4", run.Error, StringComparison.Ordinal);
        Assert.Contains("no such thing", run.Error, StringComparison.Ordinal);
        Assert.Contains("Recommendation: Look elsewhere.", run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public async Task Redirected_output_has_no_colour_and_no_progress()
    {
        ProgramRun run = await ShellRun.ScriptAsync("""
            [CmdletBinding()] param()
            $PSCmdlet.WriteProgress([System.Management.Automation.ProgressRecord]::new(1, 'Uploading', 'half'))
            [PSCustomObject]@{ Name = 'a'; Value = 1 }
            Import-Module no-such-module
            """);

        Assert.DoesNotContain('\e', run.Output + run.Error);
        Assert.DoesNotContain("Uploading", run.Output + run.Error, StringComparison.Ordinal);
        Assert.Contains("Name Value", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_without_a_terminal_fails_and_says_what_to_do()
    {
        ProgramRun run = await ShellRun.ScriptAsync("""
            [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')] param()
            $ErrorActionPreference = 'Stop'
            if ($PSCmdlet.ShouldProcess('the model', 'Remove')) { 'removed' }
            """);

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("There is no terminal to ask on", run.Error, StringComparison.Ordinal);
        Assert.Contains("-Confirm:$false", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_usage_text_says_which_cmdlets_are_missing()
    {
        ProgramRun run = await ProgramRun.DotnetAsync(Repository.Shell);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("no Write-Host", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_module_of_the_repository_is_loaded_from_anywhere()
    {
        using TemporaryFolder folder = new();

        ProgramRun run = await ProgramRun.RunAsync("dotnet",
            [Repository.Shell, "-Command", "(Get-Module SttPowerShell).ModuleBase"], folder.Path, _ => Task.CompletedTask);

        Assert.Equal(("", Path.TrimEndingDirectorySeparator(Repository.Root) + "\n"), (run.Error, run.Output));
    }
}
