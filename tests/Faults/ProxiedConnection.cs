using System.Net.Sockets;
using System.Text;

namespace SttPowerShell.Faults;

/// <summary>One connection through a proxy: two copies, and the fault that ends or spoils them.</summary>
internal sealed class ProxiedConnection(Socket client, Socket upstream, ProxyFault? fault, string marked)
{
    /// <summary>Whether the request that the fault is for has been seen; counting begins with it.</summary>
    private volatile bool _struck;

    public async Task RunAsync(CancellationToken cancel)
    {
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task up = CopyAsync(client, upstream, ProxyDirection.FromClient, ended.Token);
        Task down = CopyAsync(upstream, client, ProxyDirection.FromService, ended.Token);
        await Task.WhenAny(up, down);
        if (up.IsCompletedSuccessfully) await down; // the client has said all; the answer is still to come
        await ended.CancelAsync();
        await Task.WhenAll(up, down).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task CopyAsync(Socket from, Socket to, ProxyDirection direction, CancellationToken cancel)
    {
        byte[] buffer = new byte[16 * 1024];
        long passed = 0;
        int count;
        while ((count = await from.ReceiveAsync(buffer, cancel)) > 0)
        {
            if (direction == ProxyDirection.FromClient && !_struck) _struck = Encoding.ASCII.GetString(buffer, 0, count).Contains(marked, StringComparison.Ordinal);
            bool strikes = _struck && fault?.Direction == direction;
            int before = strikes ? (int)Math.Clamp(fault!.AfterBytes - passed, 0, count) : count;
            await SendAsync(to, buffer.AsMemory(0, before), cancel);
            if (strikes) passed += count;
            if (before < count) await StrikeAsync(to, buffer.AsMemory(before, count - before), cancel);
        }
        to.Shutdown(SocketShutdown.Send);
    }

    private async Task StrikeAsync(Socket to, Memory<byte> rest, CancellationToken cancel)
    {
        switch (fault!.Action)
        {
            case ProxyAction.Close:
                client.Shutdown(SocketShutdown.Both);
                upstream.Shutdown(SocketShutdown.Both);
                throw new OperationCanceledException();
            case ProxyAction.Reset:
                client.LingerState = new LingerOption(enable: true, seconds: 0);
                client.Close();
                throw new OperationCanceledException();
            case ProxyAction.Stall:
                await Task.Delay(Timeout.Infinite, cancel);
                break;
            case ProxyAction.Garble:
                rest.Span.Fill((byte)'?');
                await SendAsync(to, rest, cancel);
                break;
            default:
                for (int i = 0; i < rest.Length; i++) await SendAsync(to, rest.Slice(i, 1), cancel);
                break;
        }
    }

    private static async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        while (bytes.Length > 0) bytes = bytes[await to.SendAsync(bytes, cancel)..];
    }
}
