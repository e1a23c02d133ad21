using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using SttPowerShell.LocalService.Engine;

namespace SttPowerShell.LocalService.Audio.SoundFile;

/// <summary>
/// The C functions of libsndfile (sndfile.h, version 1.2) as they are. <see cref="SoundFileSupply"/> must have loaded
/// the library by <see cref="NativeLibraries"/> before.
/// </summary>
internal static partial class SoundFileLibrary
{
    public const string Name = "libsndfile.so.1";

    public const int ModeRead = 0x10;

    /// <summary>Opens an open file, which stays the caller's to close unless the last argument is 1.</summary>
    [LibraryImport(Name)]
    internal static partial SoundFileHandle sf_open_fd(
        SafeHandle file, int mode, ref SoundFileInfo info, int closeFile);

    /// <summary>Reads whole frames, full scale -1 to 1; fewer than asked for only at the end or an error.</summary>
    [LibraryImport(Name)]
    internal static partial long sf_readf_float(SoundFileHandle file, Span<float> interleaved, long frames);

    /// <summary>The error of the last call, 0 for none.</summary>
    [LibraryImport(Name)]
    internal static partial int sf_error(SoundFileHandle file);

    /// <summary>The library's words for an error: static, never freed.</summary>
    [LibraryImport(Name)]
    [return: MarshalUsing(typeof(StaticUtf8))]
    internal static partial string? sf_error_number(int error);

    /// <summary>1 if this build of the library knows the format for files that it writes.</summary>
    [LibraryImport(Name)]
    internal static partial int sf_format_check(in SoundFileInfo info);

    [LibraryImport(Name)]
    internal static partial int sf_close(nint file);
}

/// <summary>What the library found in a file (<c>SF_INFO</c>).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SoundFileInfo
{
    private const int ContainerMask = 0x0FFF_0000;
    private const int CodingMask = 0x0000_FFFF;

    /// <summary>For <see cref="Frames"/>: nothing in the file tells how many (<c>SF_COUNT_MAX</c>).</summary>
    public const long UnknownFrames = long.MaxValue;

    /// <summary>Samples a channel, as a header or the last page of the file tells it.</summary>
    public long Frames;
    /// <summary>Sample rate in Hz.</summary>
    public int Rate;
    public int Channels;
    /// <summary>Container and coding.</summary>
    public int Format;
    public int Sections;
    public int Seekable;

    public readonly SoundContainer Container => (SoundContainer)(Format & ContainerMask);

    public readonly SoundCoding Coding => (SoundCoding)(Format & CodingMask);
}

/// <summary>The library's numbers for the containers that we let it read.</summary>
internal enum SoundContainer
{
    None = 0,
    Flac = 0x17_0000,
    Ogg = 0x20_0000,
    Mpeg = 0x23_0000,
}

/// <summary>The library's numbers for the codings that these containers may hold.</summary>
internal enum SoundCoding
{
    None = 0,
    Pcm8 = 0x01,
    Pcm16 = 0x02,
    Pcm24 = 0x03,
    Pcm32 = 0x04,
    Vorbis = 0x60,
    Opus = 0x64,
    MpegLayer1 = 0x80,
    MpegLayer2 = 0x81,
    MpegLayer3 = 0x82,
}

/// <summary>An open file of the library (<c>SNDFILE</c>): one thread at a time.</summary>
internal sealed class SoundFileHandle : SafeHandle
{
    public SoundFileHandle() : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle() => SoundFileLibrary.sf_close(handle) == 0;
}

/// <summary>Text that belongs to the library: .NET's own marshalling of a returned string would free it.</summary>
[CustomMarshaller(typeof(string), MarshalMode.ManagedToUnmanagedOut, typeof(StaticUtf8))]
internal static class StaticUtf8
{
    public static string? ConvertToManaged(nint text) => Marshal.PtrToStringUTF8(text);
}
