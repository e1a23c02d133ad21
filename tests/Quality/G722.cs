using System.Runtime.InteropServices;
using SttPowerShell.LocalService.Engine.Supply;

namespace SttPowerShell.Quality;

/// <summary>
/// Decodes G.722 at 64 kbit/s, the only form in which Debian has these prompts at 16 kHz, by libspandsp.
/// </summary>
internal static partial class G722
{
    private const string Library = "libspandsp.so.2";
    private const int BitsPerSecond = 64000;

    private static readonly string[] Packages =
    [
        "libdeflate0", "libjbig0", "libjpeg62-turbo", "liblzma5", "libzstd1",
            "liblerc4", "libwebp7", "libtiff6", "libspandsp2",
    ];

    /// <summary>Each after what it needs.</summary>
    private static readonly string[] LoadOrder =
    [
        "libdeflate.so.0", "libjbig.so.0", "libjpeg.so.62", "liblzma.so.5", "libzstd.so.1",
            "libLerc.so.4", "libwebp.so.7",
        "libtiff.so.6", Library,
    ];

    /// <summary>Loads the library, which must be done once before anything is decoded.</summary>
    public static async Task LoadAsync(DebianPackages packages, CancellationToken cancel)
    {
        string folder = await packages.EnsureAsync(Packages, cancel);
        nint library = 0;
        foreach (string name in LoadOrder)
        {
            library = NativeLibrary.Load(Directory.EnumerateFiles(folder, name, SearchOption.AllDirectories).First());
        }
        NativeLibrary.SetDllImportResolver(typeof(G722).Assembly, (name, _, _) => name == Library ? library : 0);
    }

    /// <summary>Samples at 16 kHz.</summary>
    public static short[] Decode(byte[] encoded)
    {
        short[] samples = new short[encoded.Length * 2];
        nint state = g722_decode_init(0, BitsPerSecond, 0);
        int count = g722_decode(state, samples, encoded, encoded.Length);
        _ = g722_decode_free(state);
        return samples[..count];
    }

    [LibraryImport(Library)]
    private static partial nint g722_decode_init(nint state, int rate, int options);

    [LibraryImport(Library)]
    private static partial int g722_decode(nint state, [Out] short[] samples, byte[] encoded, int length);

    [LibraryImport(Library)]
    private static partial int g722_decode_free(nint state);
}
