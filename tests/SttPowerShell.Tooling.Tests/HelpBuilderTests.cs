namespace SttPowerShell.Tooling.Tests;

/// <summary>HelpBuilder on a small module of two cmdlets, with its documentation whole and damaged.</summary>
public sealed class HelpBuilderTests
{
    [Theory]
    [InlineData("<summary>Lists tins of paint.</summary>", "", "Get-Paint has no synopsis")]
    [InlineData("<remarks>It can't be brought back.</remarks>", "", "Remove-Paint has no description")]
    [InlineData("<summary>Names of paint.</summary>", "", "an undescribed parameter -Name")]
    [InlineData("<summary>The shelf to look on.", "<x>The shelf to look on.", "an undescribed parameter -Shelf")]
    [InlineData("<seealso cref=\"T:SampleModule.GetPaintCommand\"/>", "", "Remove-Paint has no related links")]
    [InlineData("T:SampleModule.GetPaintCommand\"/>", "T:SampleModule.Paint\"/>",
        "T:SampleModule.Paint, which is not a cmdlet")]
    [InlineData("<code>Remove-Paint red</code>", "<code>Get-Paint red</code>", "that doesn't call the cmdlet")]
    [InlineData("<code>Remove-Paint red</code>", "<code>Remove-Paint (</code>", "that doesn't parse")]
    [InlineData("Remove-Paint -WhatIf", "Remove-Paint -Red 3", "gives Remove-Paint a -Red, which it doesn't have")]
    [InlineData("<summary>Take one tin away.</summary>", "", "without a title")]
    public async Task Missing_or_outdated_help_fails_and_names_what(string present, string damaged, string problem)
    {
        using SampleHelp help = new();
        help.Edit(present, damaged);

        ProgramRun run = await help.BuildAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.All(run.Error.TrimEnd().Split('\n'),
            line => Assert.StartsWith("HelpBuilder : error HELP001: ", line, StringComparison.Ordinal));
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(help.HelpFile));
    }

    [Fact]
    public async Task Two_examples_are_the_least()
    {
        using SampleHelp help = new();
        help.RemoveFirst("<example>", "</example>");

        ProgramRun run = await help.BuildAsync();

        Assert.Contains("Get-Paint has 1 of at least 2 examples", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_keeps_its_own_indentation_and_no_other()
    {
        using SampleHelp help = new();
        help.Edit("<code>Remove-Paint red</code>", """
            <code>$red = 'red'
                        Get-Paint $red |
                            Remove-Paint</code>
            """);

        ProgramRun run = await help.BuildAsync();

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("<dev:code>$red = 'red'\nGet-Paint $red |\n    Remove-Paint</dev:code>",
            (await File.ReadAllTextAsync(help.HelpFile)).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("| `GET /v1/models` | same | `A_test` |", "    The same: GET /v1/models.")]
    [InlineData("| words | not there | |", "    Not there: words.")]
    [InlineData("| words | same; to 90,000 | `A_test` |", "    words\n      -> same; to 90,000")]
    public async Task A_support_table_becomes_a_topic(string row, string shown)
    {
        using TemporaryFolder folder = new();
        string topic = Path.Combine(folder.Path, "about_X.help.txt");

        ProgramRun run = await ProgramRun.DotnetAsync(
            Repository.HelpBuilder, folder.Write("support.md", $"## Models\n\n| a | b | c |\n|---|---|---|\n{row}\n"), topic);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains($"  MODELS\n{shown}\n", await File.ReadAllTextAsync(topic), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("## Models\n| words | same |", "Line 2 of the support table has 2 columns, not 3.")]
    [InlineData("nothing", "The support table has no rows.")]
    public async Task A_support_table_that_is_none_fails(string table, string problem)
    {
        using TemporaryFolder folder = new();
        string topic = Path.Combine(folder.Path, "about_X.help.txt");

        ProgramRun run = await ProgramRun.DotnetAsync(Repository.HelpBuilder, folder.Write("support.md", table), topic);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(topic));
    }

    [Fact]
    public async Task A_module_without_documentation_fails()
    {
        using SampleHelp help = new();
        File.Delete(help.Documentation);

        ProgramRun run = await help.BuildAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("SampleModule.xml is missing", run.Error, StringComparison.Ordinal);
    }
}
