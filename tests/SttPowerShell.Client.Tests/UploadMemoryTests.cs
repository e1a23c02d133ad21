using SttPowerShell.Client.Http;
using SttPowerShell.Client.Tests.Support;

namespace SttPowerShell.Client.Tests;

/// <summary>Alone in the process: what other tests allocate would be counted, too.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
[Collection(Name)]
public sealed class UploadMemoryTests
{
    public const string Name = "Alone";

    [Fact]
    public async Task Sending_100_megabytes_takes_no_memory_of_that_size()
    {
        using TemporaryDirectory directory = new();
        string path = directory.File("big.wav", []);
        using (FileStream file = File.OpenWrite(path)) file.SetLength(100_000_000);
        long length = 0;
        await using KestrelService service = await KestrelService.StartAsync(async context =>
        {
            byte[] buffer = new byte[64 * 1024];
            for (int read; (read = await context.Request.Body.ReadAsync(buffer)) > 0;) length += read;
            await KestrelService.Json(context, "{}");
        });
        using SpeechToTextClient client = Clients.Once(service.Uri);
        await client.Recognition.RecognizeAsync(new FileBody(path), "audio/wav", new(), default);
        length = 0;
        long before = GC.GetTotalAllocatedBytes(precise: true);

        await client.Recognition.RecognizeAsync(new FileBody(path), "audio/wav", new(), default);

        Assert.Equal(100_000_000, length);

        // Client and server together, all that they ever allocated and not only what they held at once.
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 20_000_000);
    }
}
