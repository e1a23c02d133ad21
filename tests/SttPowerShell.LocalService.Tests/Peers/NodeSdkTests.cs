using System.Text.Json;
using SttPowerShell.LocalService.Engine.PocketSphinx.Supply;
using SttPowerShell.LocalService.Tests.Support;
using SttPowerShell.Peers;

namespace SttPowerShell.LocalService.Tests.Peers;

/// <summary>IBM's own SDK for node against the real service, as its users call it.</summary>
public sealed class NodeSdkTests : IDisposable
{
    private const string Grammar = """
        #ABNF 1.0;
        root $card;
        $card = $rank of $suit;
        $rank = ace | two | three | ten | king;
        $suit = clubs | hearts;
        """;

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [NodeFact]
    public async Task The_life_of_a_custom_language_model_is_what_the_SDK_expects()
    {
        Clip clip = new Librivox(await SampleRecordings.EnsureAsync(default)).Clips[1];
        string corpus = _folder.File("corpus.txt");
        await File.WriteAllLinesAsync(corpus,
            Enumerable.Repeat($"{clip.Text}.\nThe frobnicator of Norland Park was not an ill-natured lady.", 3));
        string grammar = _folder.File("cards.gram");
        await File.WriteAllTextAsync(grammar, Grammar);
        await using ServiceProcess service = await ServiceProcess.StartAsync(
            new ServiceLaunch { Data = _folder.File("data"), WithEngine = true });

        JsonElement steps = await RunAsync("lifecycle.js", service, corpus, grammar, clip.Path);

        Assert.Equal(201, steps.GetProperty("created").GetInt32());
        AssertRefused(steps, "untrained", 400, "Requested custom language model is not available");
        AssertRefused(steps, "nothingToTrain", 400, "No input data available for training");
        JsonElement novel = steps.GetProperty("corpora")[0];
        Assert.Equal("analyzed", novel.GetProperty("status").GetString());
        Assert.Equal(1, novel.GetProperty("out_of_vocabulary_words").GetInt32());
        AssertRefused(steps, "existsAlready", 400, "Corpus 'novel' already exists");
        Assert.Equal(["zephyrion", "T4", "NCAA"],
            steps.GetProperty("userWords").EnumerateArray().Select(word => word.GetProperty("word").GetString()));
        Assert.Contains("Numbers are not allowed",
            steps.GetProperty("userWords")[1].GetProperty("error")[0].GetProperty("t 4").GetString());
        Assert.Equal("Zephyrion", steps.GetProperty("word").GetProperty("display_as").GetString());
        AssertRefused(steps, "badSoundsLike", 400, "Numbers are not allowed");
        Assert.Equal("analyzed", steps.GetProperty("grammars")[0].GetProperty("status").GetString());
        AssertRefused(steps, "locked", 409, "is currently locked to process your last request");
        Assert.Equal("available", steps.GetProperty("available").GetProperty("status").GetString());
        Assert.Equal(100, steps.GetProperty("available").GetProperty("progress").GetInt32());
        AssertRefused(steps, "upgrade", 400, "");
        Assert.Equal(clip.Text, steps.GetProperty("transcript").GetString());
        Assert.Empty(steps.GetProperty("byGrammar").EnumerateArray());
        Assert.Equal("pending", steps.GetProperty("reset").GetString());
        Assert.Equal(200, steps.GetProperty("deleted").GetInt32());
        AssertRefused(steps, "gone", 401, "");
    }

    [NodeFact]
    public async Task Jobs_are_what_the_SDK_expects_polled_or_told_of_by_callbacks()
    {
        Clip clip = new Librivox(await SampleRecordings.EnsureAsync(default)).Clips[1];
        await using ServiceProcess service = await ServiceProcess.StartAsync(
            new ServiceLaunch { Data = _folder.File("data"), WithEngine = true });

        JsonElement steps = await RunAsync("jobs.js", service, clip.Path, "the secret");

        Assert.Equal(201, steps.GetProperty("created").GetInt32());
        Assert.Equal("unexpected query parameter 'user_token', query parameter 'callback_url' was not specified",
            steps.GetProperty("polled").GetProperty("warnings")[0].GetString());
        string transcript = Transcript(steps.GetProperty("results"));
        Assert.EndsWith("young man", transcript);
        AssertRefused(steps, "unregistered", 400, "is not registered");
        Assert.Equal("created", steps.GetProperty("registered").GetProperty("status").GetString());
        Assert.Equal("already created", steps.GetProperty("again").GetProperty("status").GetString());
        JsonElement[] told = [.. steps.GetProperty("told").EnumerateArray()
            .OrderByDescending(one => one.GetProperty("event").GetString())];
        Assert.Equal(["recognitions.started", "recognitions.completed_with_results"],
            told.Select(one => one.GetProperty("event").GetString()));
        Assert.All(told, one => Assert.Equal(
            (steps.GetProperty("called").GetString(), "job-7"),
            (one.GetProperty("id").GetString(), one.GetProperty("user_token").GetString())));
        Assert.Equal(transcript, Transcript(told[1].GetProperty("results")));
        Assert.Equal(2, steps.GetProperty("listed").GetArrayLength());
        Assert.Equal(204, steps.GetProperty("deleted").GetInt32());
        AssertRefused(steps, "gone", 404, "not found");
        Assert.Equal(200, steps.GetProperty("unregister").GetInt32());
        Assert.Equal(200, steps.GetProperty("userData").GetInt32());
    }

    [NodeFact]
    public async Task Audio_resources_are_what_the_SDK_expects()
    {
        string wav = _folder.File("a.wav");
        await File.WriteAllBytesAsync(wav, Wav.Pcm16(new short[32000]));
        string archive = _folder.File("arc.zip");
        await File.WriteAllBytesAsync(archive, Archives.Zip(("x/one.raw", new byte[96000]), ("two.raw", new byte[64000])));
        await using ServiceProcess service = await ServiceProcess.StartAsync(_folder.File("data"));

        JsonElement steps = await RunAsync("audio.js", service, wav, archive);

        Assert.Equal(201, steps.GetProperty("added").GetInt32());
        AssertRefused(steps, "existsAlready", 400, "Audio 'a' already exists");
        AssertRefused(steps, "noRate", 400, "The parameter 'rate' is missing");
        JsonElement one = steps.GetProperty("one");
        Assert.Equal(("a", 2, "ok"), (one.GetProperty("name").GetString(), one.GetProperty("duration").GetInt32(),
            one.GetProperty("status").GetString()));
        Assert.Equal("pcm_s16le", one.GetProperty("details").GetProperty("codec").GetString());
        JsonElement packed = steps.GetProperty("packed");
        Assert.Equal("zip", packed.GetProperty("container").GetProperty("details").GetProperty("compression").GetString());
        Assert.Equal(["x/one.raw 3", "two.raw 2"], packed.GetProperty("audio").EnumerateArray()
            .Select(member => $"{member.GetProperty("name")} {member.GetProperty("duration")}"));
        Assert.Equal(0.12, steps.GetProperty("minutes").GetDouble());
        Assert.Equal("ready", steps.GetProperty("status").GetString());
        Assert.Equal(200, steps.GetProperty("deleted").GetInt32());
        AssertRefused(steps, "gone", 400, "the model has no such audio resource");
        Assert.Equal(1, steps.GetProperty("left").GetInt32());
    }

    [NodeFact]
    public async Task The_life_of_a_custom_acoustic_model_is_what_the_SDK_expects()
    {
        Clip[] clips = [.. new Librivox(await SampleRecordings.EnsureAsync(default)).Clips.Take(2)];
        string transcripts = _folder.File("transcripts.txt");
        await File.WriteAllLinesAsync(transcripts, clips.Select(clip => clip.Text));
        await using ServiceProcess service = await ServiceProcess.StartAsync(new ServiceLaunch
        {
            Data = _folder.File("data"), WithEngine = true, Arguments = ["--Customization:MinimumAudioMinutes", "0.1"],
        });

        JsonElement steps = await RunAsync(
            "acoustic-lifecycle.js", service, [transcripts, .. clips.Select(clip => clip.Path)]);

        Assert.Equal(201, steps.GetProperty("created").GetInt32());
        AssertRefused(steps, "nothingToTrain", 400, "No input data available for training");
        AssertRefused(steps, "untrained", 400, "Requested custom acoustic model is not available");
        Assert.Equal("made by the SDK", steps.GetProperty("ready").GetProperty("description").GetString());
        Assert.Equal("{}", steps.GetProperty("training").GetRawText());
        AssertRefused(steps, "locked", 409, "is currently locked to process your last request");
        JsonElement available = steps.GetProperty("available");
        Assert.True(available.GetProperty("status").GetString() == "available", available.GetRawText());
        Assert.Equal(1, steps.GetProperty("listed").GetInt32());
        AssertRefused(steps, "nothingNew", 400, "is already built with the newest version");
        // Two readings are little to learn from; that the model is used shows in that all interfaces agree.
        string recognized = steps.GetProperty("recognized").GetString()!;
        Assert.NotEmpty(recognized);
        Assert.Equal((recognized, recognized),
            (steps.GetProperty("byJob").GetString(), steps.GetProperty("live").GetString()));
        Assert.Equal(clips[0].Text, steps.GetProperty("withBoth").GetString());
        Assert.Equal(("pending", 0), (steps.GetProperty("reset").GetString(), steps.GetProperty("left").GetInt32()));
        Assert.Equal(200, steps.GetProperty("deleted").GetInt32());
        AssertRefused(steps, "gone", 401, "");
    }

    [NodeFact]
    public async Task Live_recognition_is_what_the_SDK_expects_as_text_and_as_objects()
    {
        Clip clip = new Librivox(await SampleRecordings.EnsureAsync(default)).Clips[1];
        await using ServiceProcess service = await ServiceProcess.StartAsync(
            new ServiceLaunch { Data = _folder.File("data"), WithEngine = true });

        JsonElement steps = await RunAsync("live.js", service, clip.Path);

        string text = string.Concat(steps.GetProperty("text").GetProperty("received").EnumerateArray()).Trim();
        Assert.EndsWith("young man", text);
        Assert.Equal(1000, steps.GetProperty("text").GetProperty("code").GetInt32());
        JsonElement[] messages =
            [.. steps.GetProperty("objects").GetProperty("received").EnumerateArray()];
        JsonElement[] results = [.. messages.Select(message => message.GetProperty("results")[0])];
        Assert.False(results[0].GetProperty("final").GetBoolean());
        Assert.Equal(text, string.Concat(results.Where(result => result.GetProperty("final").GetBoolean())
            .Select(result => result.GetProperty("alternatives")[0].GetProperty("transcript").GetString())).Trim());
        Assert.Contains("Invalid value '-1' for parameter 'max_alternatives'",
            steps.GetProperty("refused").GetProperty("message").GetString());
    }

    private static string Transcript(JsonElement results) => string.Concat(
        results[0].GetProperty("results").EnumerateArray()
            .Select(result => result.GetProperty("alternatives")[0].GetProperty("transcript").GetString())).Trim();

    /// <summary>Whether a call failed with the status, and with the service's own words in the SDK's error.</summary>
    private static void AssertRefused(JsonElement steps, string step, int code, string message)
    {
        JsonElement refusal = steps.GetProperty(step);
        Assert.True(refusal.GetProperty("refused").GetBoolean(), step);
        Assert.Equal(code, refusal.GetProperty("code").GetInt32());
        Assert.Contains(message, $"{refusal.GetProperty("message")} {refusal.GetProperty("body")}");
    }

    private static async Task<JsonElement> RunAsync(string script, ServiceProcess service, params string[] arguments)
    {
        (NodeSdk? sdk, string? missing) = await NodeSdk.FindAsync(default);
        Assert.True(sdk is not null, missing);
        (string program, string[] line) = sdk.Script(
            script, [service.Endpoint.Uri.ToString().TrimEnd('/'), service.Endpoint.ApiKey, .. arguments]);
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(10));
        string printed = await ChildProcess.RunAsync(program, line, limit.Token);
        return JsonDocument.Parse(printed).RootElement;
    }
}
