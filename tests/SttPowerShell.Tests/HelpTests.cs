using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

public sealed class HelpTests
{
    [Fact]
    public void Examples_of_a_cmdlet_are_shown()
    {
        using Shell shell = new();

        string shown = shell.Show("Get-Help Invoke-SttRecognition -Examples");

        Assert.Contains("Invoke-SttRecognition call.wav", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_cmdlet_has_synopsis_two_examples_and_links_and_each_parameter_is_described()
    {
        using Shell shell = new();
        foreach (object? name in shell.Get("(Get-Module SttPowerShell).ExportedCmdlets.Keys"))
        {
            object? help = shell.Get("Get-Help $args[0] -Full", name).Single();
            string synopsis = help.Text("Synopsis");
            Assert.EndsWith(".", synopsis.Trim(), StringComparison.Ordinal);
            Assert.True((int)shell.Get("@($args[0].examples.example).Count", help).Single()! >= 2, $"{name}: examples");
            Assert.True((int)shell.Get("@($args[0].relatedLinks.navigationLink).Count", help).Single()! >= 1,
                $"{name}: links");
            string[] silent = [.. shell.Get(
                "$args[0].parameters.parameter | Where-Object { -not $_.description } | ForEach-Object { $_.name }",
                    help)
                .Select(p => p!.ToString()!)];
            Assert.True(silent.Length == 0, $"{name}: {string.Join(", ", silent)}");
        }
    }

    [Fact]
    public void The_module_has_about_topics_that_are_found_by_their_name()
    {
        using Shell shell = new();
        string[] topics = [.. Directory.GetFiles(Path.Combine(Repository.Root, "en-US"), "about_*")
            .Select(file => Path.GetFileName(file).Replace(".help.txt", "", StringComparison.Ordinal)).Order()];

        Assert.Equal(topics, shell.Get("Get-Help about_Stt* | ForEach-Object Name").Cast<string>().Order());

        Assert.Contains("Connect-SttService -Local", shell.Show("Get-Help about_SttPowerShell"),
            StringComparison.Ordinal);
    }
}
