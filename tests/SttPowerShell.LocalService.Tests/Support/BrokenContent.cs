using System.Net;
using System.Text;

namespace SttPowerShell.LocalService.Tests.Support;

/// <summary>A request body that announces a length, and breaks off in the middle.</summary>
internal sealed class BrokenContent(long length) : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(new string('x', 100_000)));
        await stream.FlushAsync();
        throw new IOException("The client breaks off.");
    }

    protected override bool TryComputeLength(out long computed)
    {
        computed = length;
        return true;
    }
}
