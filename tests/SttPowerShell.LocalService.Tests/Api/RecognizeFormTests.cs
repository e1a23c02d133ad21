using System.Text;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Api;

/// <summary>Recognition whose parameters come beside the audio, in a multipart form.</summary>
public sealed class RecognizeFormTests : IAsyncLifetime
{
    private const string Raw = "audio/l16;rate=16000";
    private const string Metadata = $$"""{"part_content_type":"{{Raw}}"}""";

    private InProcessService _service = null!;
    private (string? Type, RecognitionParameters? Parameters, byte[] Audio) _seen;

    public async Task InitializeAsync()
    {
        _service = await InProcessService.StartAsync();
        _service.Recognizer.Next = async (audio, type, request, cancel) =>
        {
            using MemoryStream bytes = new();
            await audio.CopyToAsync(bytes, cancel);
            _seen = (type, request.Parameters, bytes.ToArray());
            return new SpeechRecognitionResults { ResultIndex = 0, Results = [] };
        };
    }

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task A_form_has_room_for_parameters_that_a_URL_has_not()
    {
        string[] keywords = [.. Enumerable.Range(0, 1000).Select(n => $"a phrase, number {n}, {new string('x', 900)}")];
        string list = string.Join(',', keywords.Select(keyword => $"\"{keyword}\""));
        Exchange answer = await SendAsync("?model=en-US_NarrowbandModel&word_confidence=true",
            ("metadata", Bytes($$"""
                {"part_content_type":"{{Raw}}","data_parts_count":1,"timestamps":true,"keywords":[{{list}}],
                 "keywords_threshold":0.5,"foo":1}
                """)),
            ("upload", [1, 2, 3]));
        Assert.Equal((200, """{"result_index":0,"results":[],"warnings":["Unknown arguments: foo."]}"""),
            (answer.Status, answer.Body));
        Assert.Equal(keywords, _seen.Parameters!.Keywords);
        Assert.Equal(("en-US_NarrowbandModel", true, true, 0.5), (_seen.Parameters.Model, _seen.Parameters.Timestamps,
            _seen.Parameters.WordConfidence, _seen.Parameters.KeywordsThreshold));
        Assert.Equal((Raw, "1 2 3"), (_seen.Type, string.Join(' ', _seen.Audio)));
    }

    [Fact]
    public async Task Raw_samples_may_come_in_several_parts()
    {
        Assert.Equal(200, (await SendAsync(
            "", ("metadata", Bytes(Metadata)), ("upload", [1, 2]), ("upload", []), ("upload", [3]))).Status);
        Assert.Equal([1, 2, 3], _seen.Audio);
    }

    [Fact]
    public async Task What_belongs_into_the_URL_is_warned_of()
        => Assert.Contains("Unknown arguments: model, acoustic_customization_id.", (await SendAsync(
            "", ("metadata", Bytes($$"""
                {"part_content_type":"{{Raw}}","model":"nonsense","acoustic_customization_id":"x"}
                """)), ("upload", [1]))).Body, StringComparison.Ordinal);

    [Theory]
    [InlineData("[1]", "upload", "The part 'metadata' is not a JSON object.")]
    [InlineData("{}", "upload", "Required parameter 'part_content_type' is missing")]
    [InlineData("""{"part_content_type":"audio/wav","timestamps":2}""", "upload",
        "Invalid value '2' for parameter 'timestamps': true or false is expected")]
    [InlineData("""{"part_content_type":"audio/wav","data_parts_count":"many"}""", "upload",
        "Invalid value '\\\"many\\\"' for parameter 'data_parts_count': a whole number above 0 is expected")]
    [InlineData("""{"part_content_type":"audio/wav","data_parts_count":2}""", "upload",
        "The request has 1 parts of audio, not 2")]
    [InlineData(Metadata, "audio", "The part 'audio' can't follow 'metadata': 'upload' is expected")]
    [InlineData(Metadata, null, "Required parameter 'upload' is missing")]
    [InlineData(null, "upload", "Required parameter 'metadata' is missing")]
    public async Task A_form_that_lacks_something_says_what(string? metadata, string? audio, string error)
    {
        List<(string, byte[])> parts = [];
        if (metadata is not null) parts.Add(("metadata", Bytes(metadata)));
        if (audio is not null) parts.Add((audio, [1, 2, 3]));
        (await SendAsync("", [.. parts])).AssertError(400, "Bad Request", error);
    }

    [Fact]
    public async Task A_second_recording_is_not_lost_in_silence()
        => (await SendAsync("", ("metadata", Bytes("""{"part_content_type":"audio/wav"}""")),
            ("upload", Wav.Pcm16(new short[100])), ("upload", Wav.Pcm16(new short[100])))).AssertError(
            400, "Bad Request", "Only raw samples may come in several parts, and not 'audio/wav'");

    [Fact]
    public async Task A_form_cut_at_any_byte_is_an_error()
    {
        using MultipartFormDataContent form = Form(("metadata", Bytes(Metadata)), ("upload", [1, 2, 3]));
        byte[] whole = await form.ReadAsByteArrayAsync();
        // What follows the last boundary's name, "--" and a line break, need not be there.
        for (int length = 0; length < whole.Length - 4; length += 7)
        {
            using ByteArrayContent cut = new(whole[..length]);
            cut.Headers.ContentType = form.Headers.ContentType;
            Exchange answer = await _service.Client.SendAsync("POST", "/v1/recognize", cut);
            Assert.True(answer.Status == 400, $"{length} bytes: {answer.Status} {answer.Body}");
        }
    }

    private Task<Exchange> SendAsync(string query, params (string Name, byte[] Content)[] parts)
        => _service.Client.SendAsync("POST", $"/v1/recognize{query}", Form(parts));

    private static MultipartFormDataContent Form(params (string Name, byte[] Content)[] parts)
    {
        MultipartFormDataContent form = [];
        foreach ((string name, byte[] content) in parts) form.Add(new ByteArrayContent(content), name);
        if (parts.Length == 0) form.Add(new ByteArrayContent([]), "none");
        return form;
    }

    private static byte[] Bytes(string json) => Encoding.UTF8.GetBytes(json);
}
