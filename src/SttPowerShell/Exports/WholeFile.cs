using System.Text;

namespace SttPowerShell.Exports;

/// <summary>Writes a file that is whole or isn't there: beside it first, and then under its name.</summary>
internal static class WholeFile
{
    private static readonly UTF8Encoding s_encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <exception cref="IOException">It can't be written, or it exists and isn't to be replaced.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static async Task WriteAsync(string path, string text, bool replace, CancellationToken cancel)
    {
        string beside = $"{path}.{Path.GetRandomFileName()}.tmp";
        try
        {
            await WriteNewAsync(beside, text, cancel);
            File.Move(beside, path, replace);
        }
        finally
        {
            // Not there any more if all went well.
            File.Delete(beside);
        }
    }

    /// <summary>
    /// Writes a file that isn't there yet. It is on disk when this returns, so that a power cut can't leave the name
    /// that it is given then without content.
    /// </summary>
    /// <exception cref="IOException">It can't be written, or it exists.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static async Task WriteNewAsync(string path, string text, CancellationToken cancel)
    {
        await using FileStream file = new(
            path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 4096, FileOptions.Asynchronous);
        await file.WriteAsync(s_encoding.GetBytes(text), cancel);
        file.Flush(flushToDisk: true);
    }
}
