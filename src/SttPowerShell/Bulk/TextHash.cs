using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SttPowerShell.Bulk;

/// <summary>
/// A text as 128 bits of its SHA-256, so that a hundred thousand paths take a few megabytes of memory.
/// </summary>
internal static class TextHash
{
    public static UInt128 Of(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan()), hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    /// <summary>The same of a path, where letter case makes no other one.</summary>
    public static UInt128 OfPath(string path)
        => Of(OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? path.ToUpperInvariant() : path);
}
