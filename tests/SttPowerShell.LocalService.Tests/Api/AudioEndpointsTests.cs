using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SttPowerShell.LocalService.Audio;
using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Tests.Audio;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Api;

public sealed class AudioEndpointsTests : IAsyncLifetime
{
    private readonly HeldFormat _held = new();
    private InProcessService _service = null!;
    private AudioModel _model = null!;

    private HttpClient Client => _service.Client;

    public async Task InitializeAsync()
    {
        _service = await InProcessService.StartAsync(
            configure: services => services.AddSingleton<IAudioFormat>(_held));
        _model = await AudioModel.CreateAsync(Client);
    }

    public async Task DisposeAsync()
    {
        _held.Release();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task A_recording_is_analysed_and_the_model_is_ready()
    {
        Assert.Equal(
            """{"total_minutes_of_audio":0,"audio":[]}""", (await _model.SendAsync("GET", "/audio")).Body);
        Exchange added = await _model.AddAsync("a1", Wav(95.4, 22050), HeldFormat.Type);
        Assert.Equal((201, "{}"), (added.Status, added.Body));
        const string processing = """{"duration":0,"name":"a1","details":{},"status":"being_processed"}""";
        Assert.Equal(processing, (await _model.SendAsync("GET", "/audio/a1")).Body);
        Assert.Equal(
            $$"""{"total_minutes_of_audio":0,"audio":[{{processing}}]}""",
            (await _model.SendAsync("GET", "/audio")).Body);
        Assert.Equal("pending", await _model.StatusAsync());
        _held.Release();
        await _model.SettleAsync();
        Assert.Equal("ready", await _model.StatusAsync());
        const string analysed = """
            {"duration":95,"name":"a1","details":{"type":"audio","codec":"pcm_s16le","frequency":22050},"status":"ok"}
            """;
        Assert.Equal(analysed, (await _model.SendAsync("GET", "/audio/a1")).Body);
        Assert.Equal(
            $$"""{"total_minutes_of_audio":1.59,"audio":[{{analysed}}]}""",
            (await _model.SendAsync("GET", "/audio/")).Body);
    }

    [Theory]
    [InlineData(Archives.ZipType, "zip")]
    [InlineData("Application/GZIP; x=y", "gzip")]
    public async Task An_archive_has_a_container_and_members(string type, string compression)
    {
        (string, byte[])[] files = [("x/one.wav", Wav(3.2)), ("x/.DS_Store", [1, 2]), ("two.wav", Wav(2.4, 44100))];
        byte[] archive = compression == "zip" ? Archives.Zip(files) : Archives.TarGzip(files);
        Assert.Equal(201, (await _model.AddAsync("arc", archive, type)).Status);
        await _model.SettleAsync();
        string container = $$"""
            {"duration":6,"name":"arc","details":{"type":"archive","compression":"{{compression}}"},"status":"ok"}
            """;
        Assert.Equal(
            $$"""
            {"container":{{container}},"audio":[
            {"duration":3,"name":"x/one.wav","details":{"type":"audio","codec":"pcm_s16le","frequency":16000},"status":"ok"},
            {"duration":2,"name":"two.wav","details":{"type":"audio","codec":"pcm_s16le","frequency":44100},"status":"ok"}]}
            """.ReplaceLineEndings(""),
            (await _model.SendAsync("GET", "/audio/arc")).Body);
        Assert.Equal(
            $$"""{"total_minutes_of_audio":0.09,"audio":[{{container}}]}""",
            (await _model.SendAsync("GET", "/audio")).Body);
        Assert.Equal("ready", await _model.StatusAsync());
    }

    [Theory]
    [InlineData("audio/l16;rate=16000", "pcm_s16le", 16000)]
    [InlineData("audio/l16; rate=48000; endianness=big-endian; channels=2", "pcm_s16be", 48000)]
    [InlineData("audio/mulaw;rate=16000", "pcm_mulaw", 16000)]
    [InlineData("audio/alaw;rate=22050", "pcm_alaw", 22050)]
    [InlineData("audio/x-wav", "pcm_s16le", 16000)]
    public async Task Codec_and_frequency_are_shown(string type, string codec, int frequency)
    {
        JsonNode audio = await _model.AddAnalysedAsync("a", Wav(2), type);
        Assert.Equal(("audio", codec, frequency), Details(audio));
        Assert.Equal("ok", (string?)audio["status"]);
    }

    [Fact]
    public async Task Audio_basic_is_for_narrowband_models()
    {
        AudioModel narrow = await AudioModel.CreateAsync(Client, "en-US_NarrowbandModel");
        JsonNode audio = await narrow.AddAnalysedAsync("a", new byte[16000], "audio/basic");
        Assert.Equal(("audio", "pcm_mulaw", 8000), Details(audio));
        Assert.Equal((2, "ok"), ((int?)audio["duration"], (string?)audio["status"]));
    }

    [Theory]
    [InlineData(Encoder.Flac16, "audio/flac", "flac", 16000)]
    [InlineData(Encoder.Vorbis, "audio/ogg", "vorbis", 16000)]
    [InlineData(Encoder.Opus, "audio/ogg;codecs=opus", "opus", 48000)]
    [InlineData(Encoder.Mp3, "audio/mp3", "mp3", 16000)]
    public async Task Compressed_recordings_are_decoded(int format, string type, string codec, int rate)
    {
        byte[] audio = await Encoder.EncodeAsync(format, TestAudio.Sine(440, rate, 3), rate);
        JsonNode found = await _model.AddAnalysedAsync("a", audio, type);
        Assert.Equal(("audio", codec, rate), Details(found));
        Assert.Equal((3, "ok"), ((int?)found["duration"], (string?)found["status"]));
        JsonNode packed = await _model.AddAnalysedAsync("z", Archives.Zip(("a", audio)), Archives.ZipType);
        Assert.Equal(("audio", codec, rate), Details(packed["audio"]![0]!));
    }

    [FfmpegTheory]
    [InlineData("libopus", "opus")]
    [InlineData("libvorbis", "vorbis")]
    public async Task The_codec_of_webm_is_shown(string encoder, string codec)
    {
        byte[] audio = await FfmpegFormatTests.EncodedAsync(encoder, 48000, 1);
        Assert.Equal(codec, Details(await _model.AddAnalysedAsync("a", audio, "audio/webm")).Codec);
    }

    [Fact]
    public async Task Raw_samples_in_an_archive_need_the_contained_type()
    {
        byte[] archive = Archives.Zip(("one.raw", new byte[32000]), ("two.raw", new byte[64000]));
        JsonNode told = await _model.AddAnalysedAsync("told", archive, Archives.ZipType, "audio/l16;rate=16000");
        Assert.Equal((3, "ok"), ((int?)told["container"]!["duration"], (string?)told["container"]!["status"]));
        JsonNode untold = await _model.AddAnalysedAsync("untold", archive, Archives.ZipType);
        Assert.Equal("invalid", (string?)untold["container"]!["status"]);
        Assert.Contains("a format without a header needs its content type", (string?)untold["audio"]![0]!["error"]);
    }

    [Theory]
    [InlineData(null, null, 415, "Content-Type '' is not supported for audio resources")]
    [InlineData("application/octet-stream", null, 415, "Content-Type 'application/octet-stream' is not supported")]
    [InlineData("application/x-www-form-urlencoded", null, 415, "is not supported for audio resources. Send one of: ")]
    [InlineData("audio/aac", null, 415, "audio/webm, audio/x-held, audio/x-wav, application/zip, application/gzip.")]
    [InlineData("audio/l16", null, 400, "The parameter 'rate' is missing")]
    [InlineData("audio/ogg;codecs=flac", null, 400, "must be opus or vorbis")]
    [InlineData("a b", null, 400, "can't be read")]
    [InlineData("audio/wav", "audio/wav", 400, "it can't be used with Content-Type 'audio/wav'")]
    [InlineData("application/zip", "application/octet-stream", 415, "Contained-Content-Type 'application/octet-stream'")]
    [InlineData("application/zip", "application/zip", 415, "Contained-Content-Type 'application/zip' is not supported")]
    [InlineData("application/gzip", "audio/mulaw", 400, "The parameter 'rate' is missing")]
    public async Task Content_types_that_can_not_be_used_are_refused(
        string? type, string? contained, int status, string error)
    {
        Exchange answer = await _model.AddAsync("a", Wav(1), type, contained);
        Assert.Contains(error, answer.Body, StringComparison.Ordinal);
        Assert.Equal(status, answer.Status);
        await AssertNothingIsThereAsync();
    }

    [Theory]
    [InlineData("two%20words", "two words")]
    [InlineData("a%5Cb", @"a\\b")]
    [InlineData("a%2Fb", "a%2Fb")]
    public async Task Names_follow_the_rules_of_other_resources(string path, string name)
    {
        (await _model.AddAsync(path, Wav(1))).AssertError(400, "Bad Request",
            $"Invalid value for audio name '{name}': spaces, slashes, backslashes and control characters are not allowed");
        string longest = new('n', 128);
        (await _model.AddAsync(longest + "n", Wav(1))).AssertError(400, "Bad Request",
            $"Invalid value for audio name '{longest}n': it has 129 characters, and at most 128 are allowed");
        await AssertNothingIsThereAsync();
        Assert.Equal(201, (await _model.AddAsync(longest, Wav(1))).Status);
        Assert.Equal(201, (await _model.AddAsync("user", Wav(1))).Status);
        Assert.Equal(405, (await _model.SendAsync("POST", "/audio", new StringContent("x"))).Status);
    }

    [Fact]
    public async Task Audio_is_only_overwritten_if_the_request_says_so()
    {
        await _model.AddAnalysedAsync("a", Archives.Zip(("x.wav", Wav(1))), Archives.ZipType);
        string before = Blobs().Single();
        (await _model.AddAsync("a", Wav(2))).AssertError(400, "Bad Request",
            "Audio 'a' already exists - change its name, remove existing file before adding new one, or "
                + "overwrite existing file by setting 'allow_overwrite' to 'true'");
        await _model.AddAnalysedAsync("a", Wav(2), query: "?allow_overwrite=True");
        Assert.Equal(2, (int?)(await _model.GetAsync("/audio/a"))["duration"]);
        await WaitForBlobsAsync(blobs => blobs.Length == 1 && blobs[0] != before);
        Assert.Equal("0", await _service.ScalarAsync("SELECT COUNT(*) FROM audio_member"));
        (await _model.AddAsync("a", Wav(1), query: "?allow_overwrite=perhaps")).AssertError(400, "Bad Request",
            "Invalid value 'perhaps' for parameter 'allow_overwrite': true or false is expected");
    }

    [Fact]
    public async Task Several_are_analysed_at_once_and_meanwhile_the_model_takes_nothing_but_audio()
    {
        await _model.AddAnalysedAsync("old", Wav(1));
        foreach (string name in (string[])["a", "b", "c"])
        {
            Assert.Equal(201, (await _model.AddAsync(name, Wav(2), HeldFormat.Type)).Status);
        }
        Exchange[] refused =
        [
            await _model.SendAsync("DELETE", "/audio/a"),
            await _model.SendAsync("DELETE", "/audio/old"),
            await _model.AddAsync("a", Wav(3), query: "?allow_overwrite=true"),
            await _model.SendAsync("POST", "/reset"),
            await _model.SendAsync("DELETE"),
        ];
        Assert.All(refused, answer => answer.AssertError(409, "Conflict", _model.LockedText));
        Assert.Equal(201, (await _model.AddAsync("old", Wav(3), HeldFormat.Type, query: "?allow_overwrite=true")).Status);
        Assert.Equal("pending", await _model.StatusAsync());
        _held.Release();
        JsonNode list = await _model.SettleAsync();
        Assert.Equal(["a 2", "b 2", "c 2", "old 3"],
            list["audio"]!.AsArray().Select(one => $"{one!["name"]} {one["duration"]}").Order());
        Assert.Equal("ready", await _model.StatusAsync());
        Assert.Equal(200, (await _model.SendAsync("DELETE", "/audio/a")).Status);
    }

    [Theory]
    [InlineData(CustomModelStatus.Training)]
    [InlineData(CustomModelStatus.Upgrading)]
    internal async Task A_model_that_is_trained_takes_no_audio(CustomModelStatus status)
    {
        await _model.AddAnalysedAsync("a", Wav(1));
        await _service.SetStatusAsync(CustomModelType.Acoustic, _model.Id, status);
        foreach (string name in (string[])["a?allow_overwrite=true", "b"])
        {
            (await _model.AddAsync(name, Wav(1))).AssertError(409, "Conflict", _model.LockedText);
        }
        (await _model.SendAsync("DELETE", "/audio/a")).AssertError(409, "Conflict", _model.LockedText);
        Assert.Single(Blobs());
    }

    [Fact]
    public async Task Bad_audio_is_invalid_with_the_reason_and_does_not_count()
    {
        await _model.AddAnalysedAsync("good", Wav(6));
        JsonNode text = await _model.AddAnalysedAsync("text", new byte[500]);
        Assert.Equal(("undetermined", null, null), Details(text));
        Assert.Equal(("invalid", 0), ((string?)text["status"], (int?)text["duration"]));
        Assert.Equal(
            "Analysis of audio 'text' failed. Please try adding the audio again by setting the 'allow_overwrite' flag "
                + "to 'true'. unable to transcode data stream audio/wav -> audio/x-float-array (it doesn't begin with "
                + "a RIFF/WAVE header)",
            (string?)text["error"]);
        JsonNode low = await _model.AddAnalysedAsync("low", Wav(6, 8000));
        Assert.Equal(("audio", "pcm_s16le", 8000), Details(low));
        Assert.EndsWith(
            "Its sample rate of 8000 Hz is too low: base model en-US_BroadbandModel needs 16000 Hz at least.",
            (string?)low["error"]);
        Assert.Contains("is incomplete", (string?)(await _model.AddAnalysedAsync("cut", Wav(6)[..^100]))["error"]);
        Assert.Contains("It has no sound",
            (string?)(await _model.AddAnalysedAsync("none", TestAudio.Wav([0], after: new byte[200])))["error"]);
        Assert.Contains("needs to be at least 100 bytes",
            (string?)(await _model.AddAnalysedAsync("short", [1]))["error"]);
        JsonNode list = await _model.SettleAsync();
        Assert.Equal((0.1, 6), ((double?)list["total_minutes_of_audio"], list["audio"]!.AsArray().Count));
        Assert.Equal("ready", await _model.StatusAsync());
        Assert.Equal(200, (await _model.SendAsync("DELETE", "/audio/good")).Status);
        Assert.Equal("pending", await _model.StatusAsync());
    }

    [Fact]
    public async Task One_bad_file_makes_an_archive_invalid()
    {
        JsonNode archive = await _model.AddAnalysedAsync("arc",
            Archives.Zip(("one.wav", Wav(2)), ("readme.txt", new byte[200]), ("low.wav", Wav(2, 8000))),
            Archives.ZipType);
        JsonNode container = archive["container"]!;
        Assert.Equal(("invalid", "archive", "zip"),
            ((string?)container["status"], (string?)container["details"]!["type"], (string?)container["details"]!["compression"]));
        Assert.Contains("2 of its 3 files can't be used, the first being 'readme.txt': ", (string?)container["error"]);
        Assert.Equal(["ok", "invalid", "invalid"], archive["audio"]!.AsArray().Select(one => (string?)one!["status"]));
        Assert.Equal(("undetermined", null, null), Details(archive["audio"]![1]!));
        Assert.Equal(("audio", "pcm_s16le", 8000), Details(archive["audio"]![2]!));
        Assert.Equal("pending", await _model.StatusAsync());
        Assert.Equal(0, (double?)(await _model.GetAsync("/audio"))["total_minutes_of_audio"]);
    }

    [Fact]
    public async Task An_archive_that_is_not_taken_is_undetermined_and_leaves_no_files()
    {
        JsonNode archive = await _model.AddAnalysedAsync(
            "arc", Archives.TarGzip(("good.wav", Wav(2)), ("../bad.wav", Wav(2))), Archives.GzipType);
        Assert.Equal(("invalid", "undetermined"),
            ((string?)archive["container"]!["status"], (string?)archive["container"]!["details"]!["type"]));
        Assert.EndsWith(
            "The name '../bad.wav' in it leads out of the archive.", (string?)archive["container"]!["error"]);
        Assert.Empty(archive["audio"]!.AsArray());
        Assert.Empty(Directory.GetFiles(_service.Data, "*.wav", SearchOption.AllDirectories));
        Assert.Single(Blobs());
        string scratch = Path.Combine(_service.Data, "scratch");
        Assert.True(!Directory.Exists(scratch) || Directory.GetFileSystemEntries(scratch).Length == 0);
    }

    [Fact]
    public async Task A_model_has_at_most_50_hours_of_valid_audio()
    {
        await _model.AddAnalysedAsync("large", Wav(1));
        await _service.ExecuteAsync("UPDATE audio SET duration = 179998.5");
        Assert.Equal("ok", (string?)(await _model.AddAnalysedAsync("one", Wav(1)))["status"]);
        JsonNode more = await _model.AddAnalysedAsync("more", Wav(1));
        Assert.Equal("invalid", (string?)more["status"]);
        Assert.EndsWith("more than the maximum of 50 hours of audio.", (string?)more["error"]);
        Assert.Equal(2999.99, (double?)(await _model.GetAsync("/audio"))["total_minutes_of_audio"]);
    }

    [Fact]
    public async Task Audio_of_more_than_100_MB_is_refused_whether_its_length_is_known_or_not()
    {
        const long limit = 100L * 1024 * 1024;
        BrokenContent announced = new(limit + 1);
        announced.Headers.Add("Content-Type", "audio/wav");
        (await Client.SendAsync("POST", $"{_model.Path}/audio/a", announced, expectContinue: true))
            .AssertError(413, "Payload Too Large", $"Payload exceeds the {limit} bytes limit.");
        using HttpRequestMessage chunked = new(HttpMethod.Post, $"{_model.Path}/audio/a")
        {
            Content = new ByteArrayContent(new byte[limit + 1]),
        };
        chunked.Headers.TransferEncodingChunked = true;
        chunked.Content.Headers.Add("Content-Type", "audio/wav");
        using HttpResponseMessage answer = await Client.SendAsync(chunked);
        new Exchange((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers)
            .AssertError(413, "Payload Too Large", $"Payload exceeds the {limit} bytes limit.");
        (await _model.AddAsync("a", [])).AssertError(
            400, "Bad Request", "Required parameter 'audio_resource' is missing");
        await AssertNothingIsThereAsync();
    }

    [Fact]
    public async Task Audio_that_breaks_off_leaves_nothing_behind()
    {
        BrokenContent broken = new(1_000_000);
        broken.Headers.Add("Content-Type", "audio/wav");
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => _model.SendAsync("POST", "/audio/a", broken));
        await AssertNothingIsThereAsync();
    }

    [Fact]
    public async Task Removed_audio_leaves_nothing_behind()
    {
        await _model.AddAnalysedAsync("a", Archives.Zip(("x.wav", Wav(1))), Archives.ZipType);
        Exchange deleted = await _model.SendAsync("DELETE", "/audio/a");
        Assert.Equal((200, "{}"), (deleted.Status, deleted.Body));
        await AssertNothingIsThereAsync();
        foreach (string method in (string[])["GET", "DELETE"])
        {
            (await _model.SendAsync(method, "/audio/a")).AssertError(400, "Bad Request",
                "Invalid value for audio name 'a': the model has no such audio resource");
        }
    }

    [Theory]
    [InlineData("/reset")]
    [InlineData("")]
    public async Task Reset_and_delete_remove_audio_with_its_files(string rest)
    {
        await _model.AddAnalysedAsync("a", Wav(1));
        await _model.AddAnalysedAsync("b", Archives.Zip(("x.wav", Wav(1))), Archives.ZipType);
        // What lasts for less time is swept at the next start.
        await Task.Delay(LocalService.Storage.FileSweep.Delay * 2);
        Assert.Equal(200, (await _model.SendAsync(rest.Length > 0 ? "POST" : "DELETE", rest)).Status);
        await WaitForBlobsAsync(blobs => blobs.Length == 0);
        Assert.Equal("0", await _service.ScalarAsync("SELECT COUNT(*) FROM audio_member"));
        if (rest.Length > 0) await AssertNothingIsThereAsync();
    }

    [Fact]
    public async Task Only_the_owners_acoustic_models_have_audio()
    {
        string language = await Client.CreateModelAsync();
        foreach (string id in (string[])[Guid.NewGuid().ToString(), language])
        {
            AudioModel other = new(Client, id);
            string error = $"Invalid customization_id '{id}' for user";
            (await other.SendAsync("GET", "/audio")).AssertError(401, "Unauthorized", error);
            (await other.SendAsync("GET", "/audio/a")).AssertError(401, "Unauthorized", error);
            (await other.AddAsync("a", Wav(1))).AssertError(401, "Unauthorized", error);
            (await other.SendAsync("DELETE", "/audio/a")).AssertError(401, "Unauthorized", error);
        }
        (await new AudioModel(Client, "x").AddAsync("a", Wav(1))).AssertError(400, "Bad Request", "Malformed GUID: 'x'");
        Assert.Empty(Blobs());
    }

    [Fact]
    public async Task Audio_goes_with_its_customers_data_unless_the_model_is_busy()
    {
        Assert.Equal(201, (await _model.AddAsync("mine", Wav(1), customer: "mine")).Status);
        Assert.Equal(201, (await _model.AddAsync("other", Wav(1), customer: "other")).Status);
        await _model.SettleAsync();
        Assert.Equal(201, (await _model.AddAsync("held", Wav(1), HeldFormat.Type, customer: "other")).Status);
        (await Client.SendAsync("DELETE", "/v1/user_data?customer_id=mine"))
            .AssertError(409, "Conflict", _model.LockedText);
        _held.Release();
        await _model.SettleAsync();
        Assert.Equal(200, (await Client.SendAsync("DELETE", "/v1/user_data?customer_id=mine")).Status);
        Assert.Equal(["held", "other"],
            (await _model.GetAsync("/audio"))["audio"]!.AsArray().Select(one => (string?)one!["name"]).Order());
        Assert.Equal("ready", await _model.StatusAsync());
        await WaitForBlobsAsync(blobs => blobs.Length == 2);
        (await _model.AddAsync("a", Wav(1), customer: "x;y")).AssertError(400, "Bad Request",
            "Invalid value 'customer_id=x;y' for header X-Watson-Metadata: customer_id={id} is expected, with an id "
                + "without ; and =");
    }

    private static byte[] Wav(double seconds, int rate = 16000)
        => Support.Wav.Pcm16(new short[(int)(seconds * rate)], rate);

    private static (string? Type, string? Codec, int? Frequency) Details(JsonNode audio)
        => ((string?)audio["details"]!["type"], (string?)audio["details"]!["codec"],
            (int?)audio["details"]!["frequency"]);

    private string[] Blobs()
    {
        string folder = Path.Combine(_service.Data, "blobs");
        return Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
    }

    /// <summary>Files that no row names any more are removed a moment later.</summary>
    private async Task WaitForBlobsAsync(Func<string[], bool> expected)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        while (!expected(Blobs())) await Task.Delay(10, limit.Token);
    }

    private async Task AssertNothingIsThereAsync()
    {
        Assert.Equal(
            """{"total_minutes_of_audio":0,"audio":[]}""", (await _model.SendAsync("GET", "/audio")).Body);
        Assert.Equal("pending", await _model.StatusAsync());
        await WaitForBlobsAsync(blobs => blobs.Length == 0);
        Assert.Equal("0", await _service.ScalarAsync("SELECT COUNT(*) FROM audio_member"));
    }
}
