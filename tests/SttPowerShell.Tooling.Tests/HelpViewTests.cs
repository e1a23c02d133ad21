namespace SttPowerShell.Tooling.Tests;

/// <summary>Get-Help shows what HelpBuilder wrote: the whole text, as the engine lays it out.</summary>
public sealed class HelpViewTests
{
    [Fact]
    public async Task Full_help_has_every_part()
    {
        string help = await GetHelpAsync("Get-Help Get-Paint -Full");

        AssertShows(help, """
            SYNOPSIS
                Lists tins of paint.
            SYNTAX
                Get-Paint [[-Name] <String[]>] [-Finish {Matt | Gloss}] [-Litres <Double>] [-Shelf <String>] {COMMON}
                Get-Paint -Number <Int32> [-Finish {Matt | Gloss}] [-Litres <Double>] [-Shelf <String>] {COMMON}
            DESCRIPTION
                Looks on the shelf that -Shelf names; Remove-Paint takes tins away. Without -Name the value is $null.
                - matt paint
                - gloss: shiny paint
            PARAMETERS
                -Finish <Finish>
                    How the paint dries.
                    Values: Matt, Gloss.
            INPUTS
                System.String
                    Goes to -Name. Names of paint.
                System.Management.Automation.PSObject
                    Any object with properties named as these parameters: -Number.
            OUTPUTS
                SampleModule.Paint
                    A tin of paint.
                --- Example 1: List all paint
                Get-Paint
                Shows every tin & pot.
                --- Example 2: Find glossy reds
                foreach ($shelf in 'left', 'right') {
                    Get-Paint red* -Finish Gloss -Shelf $shelf
                }
                Looks on two shelves.
            RELATED LINKS
                Remove-Paint
                All about paint: https://example.org/paint
            """);
    }

    [Theory]
    [InlineData("Name", """
        -Name <String[]>
            Names of paint.
            Required?                    false
            Position?                    0
            Default value                *
            Accept pipeline input?       True (ByValue)
            Aliases                      Colour
            Accept wildcard characters?  true
        """)]
    [InlineData("Number", """
        -Number <Int32>
            The number on the tin.
            Required?                    true
            Position?                    named
            Default value                None
            Accept pipeline input?       True (ByPropertyName)
        """)]
    [InlineData("Litres", "Default value                0.5")]
    [InlineData("Shelf", "The shelf to look on. See Get-Paint for -Name.")]
    public async Task A_parameter_shows_its_text_and_rules(string parameter, string expected)
        => AssertShows(await GetHelpAsync($"Get-Help Get-Paint -Parameter {parameter}"), expected);

    [Fact]
    public async Task A_cmdlet_that_changes_something_shows_its_switches_and_no_output()
        => AssertShows(await GetHelpAsync("Get-Help Remove-Paint -Full"), """
            Remove-Paint [-Name] <String[]> [-Force] [-Shelf <String>] [-WhatIf] [-Confirm] [<CommonParameters>]
            -Confirm [<SwitchParameter>]
                Asks for confirmation before the cmdlet does anything.
                Aliases                      cf
            None
                This cmdlet emits nothing.
            """);

    [Fact]
    public async Task Every_cmdlet_of_the_module_has_help()
    {
        ProgramRun run = await ProgramRun.DotnetAsync(Repository.Shell, "-Command", """
            foreach ($cmdlet in (Get-Module SttPowerShell).ExportedCmdlets.Values) {
                $help = Get-Help $cmdlet.Name
                $whole = $help.description -and @($help.examples.example).Count -ge 2 -and $help.relatedLinks
                [string]::Concat($cmdlet.Name, ': ', $(if ($whole) { $help.Synopsis } else { 'NOTHING' }))
            }
            """);

        Assert.Equal("", run.Error);
        string[] lines = run.Output.TrimEnd().Split('\n');
        Assert.Contains("Invoke-SttRecognition: Transcribes recordings.", lines);
        Assert.DoesNotContain(lines, line => line.EndsWith("NOTHING", StringComparison.Ordinal));
    }

    private static async Task<string> GetHelpAsync(string command)
    {
        using SampleHelp help = new();
        ProgramRun built = await help.BuildAsync();
        Assert.Equal((0, ""), (built.ExitCode, built.Error));
        ProgramRun shown = await ProgramRun.DotnetAsync(
            Repository.Shell, "-Module", help.ManifestFile, "-Command", command);
        Assert.Equal((0, ""), (shown.ExitCode, shown.Error));
        return shown.Output;
    }

    /// <summary>All lines in this order; indentation, empty lines and lines between them don't matter.</summary>
    private static void AssertShows(string help, string expected)
    {
        string whole = expected.Replace("{COMMON}", "[<CommonParameters>]", StringComparison.Ordinal);
        Queue<string> wanted = new(Lines(whole));
        foreach (string line in Lines(help))
        {
            if (wanted.Count > 0 && line == wanted.Peek()) wanted.Dequeue();
        }
        Assert.True(wanted.Count == 0, $"Missing: {wanted.FirstOrDefault()}\nin\n{help}");

        static IEnumerable<string> Lines(string text)
            => text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);
    }
}
