using System.Text.RegularExpressions;

namespace SttPowerShell.Tooling.Tests;

/// <summary>The about topics fit a terminal of 80 columns and name only what there is.</summary>
public sealed partial class TopicTests
{
    private const int Width = 79;

    private static readonly string Folder = Path.Combine(Repository.Root, "en-US");
    private static readonly string Manifest = File.ReadAllText(Path.Combine(Repository.Root, "SttPowerShell.psd1"));

    public static TheoryData<string> Topics => [.. Directory.GetFiles(Folder, "about_*.help.txt").Select(Name)];

    [Theory]
    [MemberData(nameof(Topics))]
    public void A_topic_has_its_parts_and_no_long_line(string topic)
    {
        string[] lines = File.ReadAllLines(FileOf(topic));

        Assert.Equal(["TOPIC", $"    {topic}", "", "SHORT DESCRIPTION"], lines[..4]);
        Assert.All(["LONG DESCRIPTION", "SEE ALSO", "KEYWORDS"], part => Assert.Contains(part, lines));
        Assert.All(lines, line => Assert.InRange(line.Length, 0, Width));
        Assert.All(lines, line => Assert.DoesNotContain('\t', line));
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void What_a_topic_names_is_there(string topic)
    {
        string text = File.ReadAllText(FileOf(topic));

        Assert.All(CmdletName().Matches(text),
            cmdlet => Assert.Contains($"'{cmdlet.Value}'", Manifest, StringComparison.Ordinal));
        Assert.All(TopicName().Matches(text), other => Assert.Contains(other.Value, Directory.GetFiles(Folder).Select(Name)));
    }

    [Fact]
    public void Ids_of_errors_that_troubleshooting_explains_are_those_of_the_module()
    {
        string text = File.ReadAllText(FileOf("about_SttTroubleshooting"));
        string module = string.Concat(Repository.Files(".cs")
            .Where(file => file.Contains(Path.Combine("src", "SttPowerShell"), StringComparison.Ordinal))
            .Select(File.ReadAllText));

        string[] ids = [.. ErrorId().Matches(text)
            .SelectMany(match => match.Groups[1].Captures.Concat(match.Groups[2].Captures)).Select(id => id.Value)];

        Assert.Contains("ModelBusy", ids);
        Assert.Contains("HostNotFound", ids);
        Assert.All(ids, id => Assert.Contains($"\"{id}\"", module, StringComparison.Ordinal));
    }

    [Fact]
    public void The_support_topic_has_every_row_of_the_support_table()
    {
        string topic = Flat(File.ReadAllText(FileOf("about_SttLocalServiceSupport")));
        string[][] rows = [.. File.ReadLines(Path.Combine(Repository.Root, "docs", "support.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Select(line => line.Trim('|').Replace("`", "", StringComparison.Ordinal).Split('|'))
            .Where(row => row[^1].Trim() != "test")];

        Assert.True(rows.Length > 100);
        Assert.All(rows, row => Assert.Contains(Flat(row[0]), topic, StringComparison.Ordinal));
        Assert.All(rows.Where(row => row[1].Trim() is not ("same" or "not there")),
            row => Assert.Contains($"{Flat(row[0])} -> {Flat(row[1])}", topic, StringComparison.Ordinal));
    }

    private static string Name(string file) => Path.GetFileName(file).Replace(".help.txt", "", StringComparison.Ordinal);

    private static string FileOf(string topic) => Path.Combine(Folder, topic + ".help.txt");

    private static string Flat(string text) => Blanks().Replace(text, " ").Trim();

    [GeneratedRegex(@"\b[A-Z][A-Za-z]+-Stt[A-Za-z]+\b")]
    private static partial Regex CmdletName();

    [GeneratedRegex("about_Stt[A-Za-z]+")]
    private static partial Regex TopicName();

    /// <summary>One id or several with commas between them at the beginning of a line of a list.</summary>
    [GeneratedRegex(@"^    ([A-Z][a-z]+(?:[A-Z][A-Za-z]+)+)(?:, ([A-Z][A-Za-z]+))*(?:  |$)", RegexOptions.Multiline)]
    private static partial Regex ErrorId();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
