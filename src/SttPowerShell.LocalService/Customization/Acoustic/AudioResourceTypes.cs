using SttPowerShell.LocalService.Audio;
using SttPowerShell.LocalService.Customization.Acoustic.Archives;
using SttPowerShell.LocalService.Recognition;

namespace SttPowerShell.LocalService.Customization.Acoustic;

/// <summary>The content types that audio resources may have (contract sections 5.2, 9.1).</summary>
internal static class AudioResourceTypes
{
    private const string Contained = "Contained-Content-Type";

    /// <summary>Whether a request's two content types can be used, as far as they alone tell.</summary>
    /// <exception cref="RequestRefusedException">One isn't supported, or is out of place.</exception>
    /// <exception cref="AudioRejectedException">One can't be read, or lacks a parameter.</exception>
    public static void Check(AudioFormats formats, NewAudioResource added)
    {
        bool isArchive = ArchiveCompressions.Of(added.ContentType) is not null;
        if (!isArchive)
        {
            CheckAudio(formats, "Content-Type", added.ContentType, [.. ArchiveCompressions.MediaTypes]);
        }
        if (string.IsNullOrWhiteSpace(added.ContainedType)) return;
        if (!isArchive)
        {
            throw new RequestRefusedException(StatusCodes.Status400BadRequest,
                $"The header {Contained} tells what an archive contains: it can't be used with Content-Type "
                    + $"'{added.ContentType}'.");
        }
        CheckAudio(formats, Contained, added.ContainedType, []);
    }

    private static void CheckAudio(AudioFormats formats, string header, string? contentType, string[] others)
    {
        AudioContentType? type =
            string.IsNullOrWhiteSpace(contentType) ? null : AudioContentType.Parse(contentType);
        if (type is null || !formats.MediaTypes.Contains(type.MediaType))
        {
            throw new RequestRefusedException(StatusCodes.Status415UnsupportedMediaType,
                $"{header} '{contentType}' is not supported for audio resources. Send one of: "
                    + string.Join(", ", formats.MediaTypes.Concat(others)) + ".");
        }
        formats.Check(type);
    }
}
