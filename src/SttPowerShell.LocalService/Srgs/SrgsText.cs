using System.Text;

namespace SttPowerShell.LocalService.Srgs;

/// <summary>The text of a document.</summary>
internal static class SrgsText
{
    private static readonly UTF8Encoding Strict =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decodes UTF-8, with or without byte order mark.</summary>
    /// <exception cref="SrgsException">The document is too large or in another encoding.</exception>
    public static string Decode(ReadOnlySpan<byte> document)
    {
        if (document.Length > SrgsLimits.DocumentSize)
        {
            throw new SrgsException(new SrgsPosition(1, 1),
                $"The grammar has {document.Length} bytes; {SrgsLimits.DocumentSize} at most are allowed: split it.");
        }
        try
        {
            return Strict.GetString(document).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException foreign)
        {
            ReadOnlySpan<byte> before = document[..Math.Max(0, foreign.Index)];
            SrgsPosition position = new(
                before.Count((byte)'\n') + 1,
                Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1);
            throw new SrgsException(position, "Here the text is not UTF-8: save the grammar in UTF-8.");
        }
    }
}
