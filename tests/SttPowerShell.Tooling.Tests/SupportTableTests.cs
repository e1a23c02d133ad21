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

    [GeneratedRegex("`([A-Z][a-z]*_[A-Za-z0-9_]+)`")]
    private static partial Regex TestName();
}
