using System.Security;
using System.Text;

namespace SttPowerShell.Tests.Canaries;

/// <summary>A secret that can't occur by chance, and the forms in which a trace of it would show.</summary>
internal sealed class Canary
{
    private readonly (string Form, string Text)[] _forms;

    /// <param name="name">What the secret is.</param>
    /// <param name="value">The secret.</param>
    /// <param name="core">The part of it that is looked for.</param>
    private Canary(string name, string value, string core)
    {
        (Name, Value) = (name, value);
        _forms =
        [
            ("clear", core),
            ("UTF-16", Latin1(Encoding.Unicode.GetBytes(core))),
            // How PowerShell writes a SecureString where nothing encrypts it.
            ("hexadecimal UTF-16", Convert.ToHexString(Encoding.Unicode.GetBytes(core))),
            ("hexadecimal", Convert.ToHexString(Encoding.UTF8.GetBytes(core))),
            .. Base64("Base64", Encoding.UTF8.GetBytes(core)),
            .. Base64("Base64 of UTF-16", Encoding.Unicode.GetBytes(core)),
        ];
    }

    public string Name { get; }

    public string Value { get; }

    public SecureString Secret
    {
        get
        {
            SecureString secret = new();
            foreach (char c in Value) secret.AppendChar(c);
            return secret;
        }
    }

    /// <summary>
    /// A new secret: letters and digits, which no way of writing changes, between characters that are written
    /// differently in URLs, JSON and XML.
    /// </summary>
    public static Canary Between(string around, string name)
    {
        string core = $"{name}{Guid.NewGuid():n}";
        return new Canary(name, around + core + around, core);
    }

    /// <summary>A secret that something else has made, of characters that are written alike everywhere.</summary>
    public static Canary Of(string value, string name) => new(name, value, value);

    /// <summary>The form in which a text has it; null if it has none.</summary>
    public string? FindIn(string text)
        => _forms.FirstOrDefault(f => text.Contains(f.Text, StringComparison.OrdinalIgnoreCase)).Form;

    /// <summary>Bytes as a text that can be searched for any form.</summary>
    public static string Latin1(byte[] bytes) => Encoding.Latin1.GetString(bytes);

    /// <summary>
    /// What Base64 of anything that holds the bytes has in common, for each of the three places at which they may
    /// begin in a group. A Basic header is one such.
    /// </summary>
    private static IEnumerable<(string, string)> Base64(string form, byte[] bytes)
    {
        for (int before = 0; before < 3; before++)
        {
            string text = Convert.ToBase64String([.. new byte[before], .. bytes]);
            // Characters that also have bits of what is before or behind are left out.
            int end = (before + bytes.Length) / 3 * 4;
            yield return (form, text[(before == 0 ? 0 : 4)..end]);
        }
    }
}
