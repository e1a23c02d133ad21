namespace SttPowerShell.Tooling.Tests;

/// <summary>HelpBuilder on a small module of two cmdlets, with its documentation whole and damaged.</summary>
public sealed class HelpBuilderTests
{
    [Theory]
    [InlineData("<summary>Lists tins of paint.</summary>", "", "Get-Paint has no synopsis")]
    [InlineData("<remarks>It can't be brought back.</remarks>", "", "Remove-Paint has no description")]
    [InlineData("<summary>Names of paint.</summary>", "", "an undescribed parameter -Name")]
    [InlineData("<summary>The shelf to look on. See", "<x>The shelf to look on. See", "an undescribed parameter -Shelf")]
    [InlineData("<seealso cref=\"T:SampleModule.GetPaintCommand\"/>", "", "Remove-Paint has no related links")]
    [InlineData("T:SampleModule.GetPaintCommand\"/>", "T:SampleModule.Paint\"/>", "T:SampleModule.Paint, which is not a cmdlet")]
    [InlineData("<code>Remove-Paint red</code>", "<code>Get-Paint red</code>", "that doesn't call the cmdlet")]
    [InlineData("<code>Remove-Paint red</code>", "<code>Remove-Paint (</code>", "that doesn't parse")]
    [InlineData("Remove-Paint -WhatIf", "Remove-Paint -Litres 3", "gives Remove-Paint a -Litres, which it doesn't have")]
    [InlineData("<summary>Take one tin away.</summary>", "", "without a title")]
    public async Task Missing_or_outdated_help_fails_and_names_what(string present, string damaged, string problem)
    {
        using SampleHelp help = new();
        help.Edit(present, damaged);

        ProgramRun run = await help.BuildAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.All(run.Error.TrimEnd().Split('\n'), line => Assert.StartsWith("HelpBuilder : error HELP001: ", line, StringComparison.Ordinal));
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(help.HelpFile));
    }

    [Fact]
    public async Task Two_examples_are_the_least()
    {
        using SampleHelp help = new();
        help.RemoveFirst("<example>", "</example>");

        Assert.Contains("Get-Paint has 1 of at least 2 examples", (await help.BuildAsync()).Error, StringComparison.Ordinal);
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
