using SttPowerShell.Client.Http;
using SttPowerShell.Client.Tests.Support;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client.Tests;

public sealed class AudioResourcesTests
{
    private const string Id = "3c5e1f0a-7d1b-4f11-9a5e-0c1de2f3a4b5";
    private const string Path = $"/v1/acoustic_customizations/{Id}/audio";

    [Fact]
    public async Task Audio_is_sent_with_its_content_types()
    {
        (long Length, string) body = default;
        await using KestrelService service = await KestrelService.StartAsync(async context =>
        {
            body = await KestrelService.ReadBodyAsync(context);
            await KestrelService.Json(context, "{}", 201);
        });
        using SpeechToTextClient client = Clients.Once(service.Uri);
        BytesBody archive = new(new byte[300_000]);

        await client.Audio.AddAsync(
            Id, "a b", archive, "application/zip", "audio/l16;rate=16000", overwrite: true, default);
        await client.Audio.AddAsync(Id, "c", new BytesBody([1]), "audio/wav", null, overwrite: false, default);

        (string line, Microsoft.AspNetCore.Http.IHeaderDictionary headers) = service.Requests.First();
        Assert.Equal($"POST {Path}/a%20b?allow_overwrite=true", line);
        Assert.Equal(("application/zip", "audio/l16;rate=16000"),
            (headers.ContentType.ToString(), headers["Contained-Content-Type"].ToString()));
        Assert.Equal($"POST {Path}/c", service.Requests.Last().Line);
        Assert.False(service.Requests.Last().Headers.ContainsKey("Contained-Content-Type"));
        Assert.Equal(1, body.Length);
    }

    [Fact]
    public async Task Recordings_archives_and_the_list_are_read()
    {
        const string one = """
            {"duration":95,"name":"a1","details":{"codec":"pcm_s16le","type":"audio","frequency":44100},
            "status":"invalid","error":"too low"}
            """;
        await using KestrelService service = await KestrelService.StartAsync(context => KestrelService.Json(context,
            context.Request.Path.Value switch
            {
                $"{Path}/a1" => one,
                $"{Path}/arc" => $$"""{"container":{"name":"arc","duration":0,"details":{},"status":"ok"},"audio":[{{one}}]}""",
                _ => $$"""{"total_minutes_of_audio":12.25,"audio":[{{one}}]}""",
            }));
        using SpeechToTextClient client = Clients.Once(service.Uri);

        AudioListing recording = await client.Audio.GetAsync(Id, "a1", default);
        Assert.Equal(("a1", 95, 44100, "too low"),
            (recording.Name, recording.Duration, recording.Details!.Frequency, recording.Error));
        AudioListing archive = await client.Audio.GetAsync(Id, "arc", default);
        Assert.Equal(("arc", "too low"), (archive.Container!.Name, Assert.Single(archive.Audio!).Error));
        AudioList list = await client.Audio.ListAsync(Id, default);
        Assert.Equal((12.25, 1), (list.TotalMinutes, list.Audio!.Count));
        await client.Audio.DeleteAsync(Id, "arc", default);
        Assert.Equal($"DELETE {Path}/arc", service.Requests.Last().Line);
    }
}
