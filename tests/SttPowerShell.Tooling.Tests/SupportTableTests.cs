using System.Text.RegularExpressions;

namespace SttPowerShell.Tooling.Tests;

/// <summary>The support table names tests that exist.</summary>
public sealed partial class SupportTableTests
{
    [Fact]
    public void Every_test_that_the_support_table_names_is_there()
    {
        string tests = string.Concat(Repository.Files(".cs")
            .Where(file => file.EndsWith("Tests.cs", StringComparison.Ordinal))
            .Select(File.ReadAllText));
        string[] named = [.. TestName().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "support.md")))
            .Select(match => match.Groups[1].Value)];

        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, name => !tests.Contains($" {name}(", StringComparison.Ordinal));
    }

    [GeneratedRegex("`([A-Z][a-z]*_[A-Za-z0-9_]+)`")]
    private static partial Regex TestName();
}
