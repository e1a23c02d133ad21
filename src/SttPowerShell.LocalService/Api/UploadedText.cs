using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using SttPowerShell.LocalService.Customization;

namespace SttPowerShell.LocalService.Api;

/// <summary>
/// A text that a request brings: its whole body, whatever the content type says, or one part of a multipart form. It
/// is read as it arrives and never held in memory.
/// </summary>
internal static class UploadedText
{
    /// <summary>Opens the text.</summary>
    /// <param name="request">The request.</param>
    /// <param name="part">The name of the form's part that has the text.</param>
    /// <param name="limit">Bytes that the body may have.</param>
    /// <param name="cancel">Gives up waiting for the part.</param>
    /// <exception cref="RequestRefusedException">There is no text, or it is too large.</exception>
    public static async Task<Stream> OpenAsync(
        HttpRequest request, string part, long limit, CancellationToken cancel)
    {
        if (request.ContentLength > limit) throw LimitedBody.TooLarge(limit);
        if (request.ContentLength == 0) throw Missing(part);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return new LimitedBody(request.Body, limit);
        }
        string boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        if (boundary.Length == 0) throw Refused("The content type multipart/form-data has no boundary");
        LimitedBody body = new(request.Body, limit);
        MultipartSection section = await FindAsync(new MultipartReader(boundary, body), part, cancel)
            .ConfigureAwait(false);
        return new LimitedBody(section.Body, limit);
    }

    private static async Task<MultipartSection> FindAsync(
        MultipartReader form, string part, CancellationToken cancel)
    {
        try
        {
            while (await form.ReadNextSectionAsync(cancel).ConfigureAwait(false) is { } section)
            {
                if (section.GetContentDispositionHeader()?.Name == part) return section;
            }
        }
        catch (Exception failure) when (LimitedBody.IsUnreadable(failure))
        {
            throw LimitedBody.Unreadable(failure);
        }
        throw Missing(part);
    }

    private static RequestRefusedException Missing(string part) => Refused($"Required parameter '{part}' is missing");

    private static RequestRefusedException Refused(string message) => new(StatusCodes.Status400BadRequest, message);
}
