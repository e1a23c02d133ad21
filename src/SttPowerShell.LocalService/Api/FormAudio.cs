using Microsoft.AspNetCore.WebUtilities;
using SttPowerShell.LocalService.Audio;
using SttPowerShell.LocalService.Customization;

namespace SttPowerShell.LocalService.Api;

/// <summary>The audio of a form's parts <c>upload</c>, one after the other (contract section 5.3).</summary>
/// <param name="form">The form, whose parameters were read.</param>
/// <param name="contentType">The type of all parts.</param>
/// <param name="parts">How many there must be; null for one or more.</param>
internal sealed class FormAudio(MultipartReader form, string contentType, int? parts) : ReadOnceStream
{
    private const string Upload = "upload";

    private Stream? _part;
    private int _count;
    private bool _ended;

    /// <exception cref="RequestRefusedException">The form can't be read, or isn't what it should be.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!_ended)
        {
            int read = _part is null
                ? 0
                : await _part.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (read > 0 || (buffer.IsEmpty && _part is not null)) return read;
            await OpenNextAsync(cancellationToken).ConfigureAwait(false);
        }
        return 0;
    }

    /// <summary>The next part of a form; null behind the last.</summary>
    /// <exception cref="RequestRefusedException">The form can't be read.</exception>
    public static async Task<MultipartSection?> NextAsync(MultipartReader form, CancellationToken cancel)
    {
        try
        {
            return await form.ReadNextSectionAsync(cancel).ConfigureAwait(false);
        }
        catch (Exception failure) when (LimitedBody.IsUnreadable(failure))
        {
            throw LimitedBody.Unreadable(failure);
        }
    }

    private async Task OpenNextAsync(CancellationToken cancel)
    {
        MultipartSection? next = await NextAsync(form, cancel).ConfigureAwait(false);
        _ended = next is null;
        if (next is null)
        {
            if (_count == 0) throw Refused($"Required parameter '{Upload}' is missing");
            if (parts is not null && parts != _count) throw Refused($"The request has {_count} parts of audio, not {parts}");
            return;
        }
        string? name = next.GetContentDispositionHeader()?.Name.ToString();
        if (name != Upload) throw Refused($"The part '{name}' can't follow 'metadata': '{Upload}' is expected");
        // Behind the end of a file that has a header nothing is read, so that a second one would be lost in silence.
        if (++_count > 1 && !RawFormat.Types.Contains(AudioContentType.Parse(contentType).MediaType))
        {
            throw Refused($"Only raw samples may come in several parts, and not '{contentType}'");
        }
        _part = next.Body;
    }

    private static RequestRefusedException Refused(string message) => new(StatusCodes.Status400BadRequest, message);
}
