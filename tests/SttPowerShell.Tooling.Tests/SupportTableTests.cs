using System.Text.RegularExpressions;

namespace SttPowerShell.Tooling.Tests;

/// <summary>The tables in the documents name tests that exist.</summary>
public sealed partial class SupportTableTests
{
    [Theory]
    [InlineData("support.md")]
    [InlineData("reliability.md")]
    [InlineData("comparison.md")]
    public void Every_test_that_a_table_names_is_there(string document)
    {
        string tests = string.Concat(Repository.Files(".cs")
            .Where(file => file.EndsWith("Tests.cs", StringComparison.Ordinal))
            .Select(File.ReadAllText));
        string[] named = [.. TestName().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", document)))
            .Select(match => match.Groups[1].Value)];

        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, name => !tests.Contains($" {name}(", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_row_names_a_test_or_says_that_something_is_not_there()
    {
        string[][] rows = [.. File.ReadLines(Path.Combine(Repository.Root, "docs", "support.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal)
                && !line.EndsWith("| test |", StringComparison.Ordinal))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))];

        Assert.NotEmpty(rows);
        Assert.Empty(rows.Where(row => !TestName().IsMatch(row[^1]) && row[1] != "not there").Select(row => row[0]));
    }

    [Theory]
    [InlineData("RecognitionParameters.cs")]
    [InlineData("RecognitionJobParameters.cs")]
    public void Every_parameter_of_recognition_has_a_row(string wire)
    {
        string table = File.ReadAllText(Path.Combine(Repository.Root, "docs", "support.md"));
        string source = File.ReadAllText(
            Path.Combine(Repository.Root, "src", "SttPowerShell.Client", "Wire", wire));
        string[] names = [.. WireName().Matches(source).Select(match => match.Groups[1].Value)];

        Assert.NotEmpty(names);
        Assert.DoesNotContain(names, name => !table.Contains($"`{name}`", StringComparison.Ordinal));
    }

    [GeneratedRegex("`([A-Z][a-z]*_[A-Za-z0-9_]+)`")]
    private static partial Regex TestName();

    [GeneratedRegex("JsonPropertyName\\(\"([a-z_]+)\"\\)")]
    private static partial Regex WireName();
}
