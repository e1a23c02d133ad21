using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace SttPowerShell.LocalService.Audio.SoundFile;

/// <summary>
/// Kept audio as it flows through a pipe. Of a file libsndfile reads no more samples than it expects, and of an MP3
/// without a length it expects what the bit rate of its beginning makes of the file's size: at a variable bit rate it
/// would leave out most of the recording. From a pipe it reads to the end.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class PipedAudio : IDisposable
{
    private const int BlockSize = 64 * 1024;

    private readonly AnonymousPipeServerStream _entrance = new(PipeDirection.Out);
    private readonly Thread _feeder;

    /// <param name="audio">Must stay open until this is disposed.</param>
    /// <param name="offset">Where to begin, in bytes.</param>
    public PipedAudio(SpooledAudio audio, long offset)
    {
        Handle = _entrance.ClientSafePipeHandle;
        // A thread of its own: libsndfile blocks the one that reads from it until this one has written.
        _feeder = new Thread(() => Feed(audio, offset)) { IsBackground = true, Name = "Audio pipe" };
        _feeder.Start();
    }

    /// <summary>The end to read from.</summary>
    public SafeHandle Handle { get; }

    public void Dispose()
    {
        // Whoever writes into a pipe that nobody can read from is woken by an error.
        Handle.Dispose();
        _feeder.Join();
    }

    private void Feed(SpooledAudio audio, long offset)
    {
        byte[] block = new byte[BlockSize];
        try
        {
            using AnonymousPipeServerStream entrance = _entrance;
            for (int count; (count = audio.Read(block, offset)) > 0; offset += count)
            {
                entrance.Write(block.AsSpan(0, count));
            }
        }
        catch (IOException)
        {
            // The reader needs no more.
        }
    }
}
