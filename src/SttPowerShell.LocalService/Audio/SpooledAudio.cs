using System.IO.Pipelines;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using SttPowerShell.LocalService.Recognition;

namespace SttPowerShell.LocalService.Audio;

/// <summary>
/// Audio kept in a file without a name, for libraries that seek: from its creation on nobody else can open it, and the
/// system frees its space when it is closed, also if this process is killed.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class SpooledAudio : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Held because it would close the file when it is collected.</summary>
    private readonly FileStream _file;

    private SpooledAudio(FileStream file) => (_file, Handle) = (file, file.SafeFileHandle);

    /// <summary>The open file, which stands at its start: reading and writing here have their own offsets.</summary>
    public SafeFileHandle Handle { get; }

    /// <summary>Bytes.</summary>
    public long Length { get; private set; }

    /// <summary>Keeps audio until its end, in the folder for temporary files (TMPDIR).</summary>
    /// <exception cref="AudioRejectedException">The file can't be written, as on a full disk.</exception>
    public static async Task<SpooledAudio> SpoolAsync(PipeReader audio, CancellationToken cancel)
    {
        SpooledAudio spooled = new(Create());
        try
        {
            bool completed;
            do
            {
                ReadResult result = await audio.ReadAsync(cancel).ConfigureAwait(false);
                foreach (ReadOnlyMemory<byte> part in result.Buffer)
                {
                    await spooled.WriteAsync(part, cancel).ConfigureAwait(false);
                }

                audio.AdvanceTo(result.Buffer.End);
                completed = result.IsCompleted;
            }
            while (!completed);
            return spooled;
        }
        catch
        {
            spooled.Dispose();
            throw;
        }
    }

    /// <summary>Reads at an offset in bytes, until the buffer is full or the file ends.</summary>
    public int Read(Span<byte> buffer, long offset)
    {
        int count = 0, read;
        do
        {
            read = RandomAccess.Read(Handle, buffer[count..], offset + count);
            count += read;
        }
        while (read > 0 && count < buffer.Length);
        return count;
    }

    public void Dispose() => _file.Dispose();

    private static FileStream Create()
    {
        try
        {
            string path = Path.Combine(Path.GetTempPath(), $"stt-audio-{Guid.NewGuid():N}");
            FileStream file = new(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                UnixCreateMode = OwnerOnly,
                Options = FileOptions.Asynchronous,
                BufferSize = 0,
            });
            File.Delete(path);
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(e);
        }
    }

    private async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        try
        {
            await RandomAccess.WriteAsync(Handle, bytes, Length, cancel).ConfigureAwait(false);
            Length += bytes.Length;
        }
        catch (IOException e)
        {
            throw Unwritable(e);
        }
    }

    private static AudioRejectedException Unwritable(Exception e) => new(
        StatusCodes.Status503ServiceUnavailable,
        $"The audio can't be kept in '{Path.GetTempPath()}' while it is decoded: {e.Message} "
        + "Make room there, or start the service with TMPDIR set to another folder.");
}
