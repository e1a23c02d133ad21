namespace SttPowerShell.Client.Discovery;

/// <summary>
/// The lines of IBM's credential files: <c>KEY=VALUE</c>, split at the first equals sign; lines that begin with #, and
/// lines that say nothing, are skipped (contract section 2).
/// </summary>
internal static class CredentialLines
{
    /// <summary>The values of the keys with the prefix, by the keys without it. Of two the later counts.</summary>
    public static Dictionary<string, string> Parse(TextReader text, string prefix)
    {
        Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
        while (text.ReadLine() is string line)
        {
            string trimmed = line.Trim();
            int equals = trimmed.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || trimmed[0] == '#') continue;
            string key = trimmed[..equals].TrimEnd();
            if (key.Length <= prefix.Length || !key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) continue;
            values[key[prefix.Length..]] = Unquote(trimmed[(equals + 1)..].TrimStart());
        }

        return values;
    }

    // As shells and dotenv write values; the SDKs refuse a value that begins with a double quote.
    private static string Unquote(string value)
        => value.Length >= 2 && value[0] == value[^1] && (value[0] is '"' or '\'') ? value[1..^1] : value;
}
