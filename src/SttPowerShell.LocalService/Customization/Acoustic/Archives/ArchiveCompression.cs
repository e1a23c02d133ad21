using Microsoft.Net.Http.Headers;

namespace SttPowerShell.LocalService.Customization.Acoustic.Archives;

/// <summary>How an archive of recordings is packed.</summary>
internal enum ArchiveCompression
{
    Zip,
    /// <summary>A tar archive that is compressed by gzip.</summary>
    Gzip,
}

/// <summary>The ways' names on the wire and in the store, and their content types.</summary>
internal static class ArchiveCompressions
{
    private const string Zip = "application/zip";
    private const string Gzip = "application/gzip";

    public static IReadOnlyList<string> MediaTypes { get; } = [Zip, Gzip];

    /// <summary>What a content type says; null if it is no archive's.</summary>
    public static ArchiveCompression? Of(string? contentType)
        => !MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type) ? null
            : type.MediaType.Equals(Zip, StringComparison.OrdinalIgnoreCase) ? ArchiveCompression.Zip
            : type.MediaType.Equals(Gzip, StringComparison.OrdinalIgnoreCase) ? ArchiveCompression.Gzip
            : null;

    public static string WireName(this ArchiveCompression compression) => compression switch
    {
        ArchiveCompression.Zip => "zip",
        ArchiveCompression.Gzip => "gzip",
        _ => throw new ArgumentOutOfRangeException(nameof(compression)),
    };
}
