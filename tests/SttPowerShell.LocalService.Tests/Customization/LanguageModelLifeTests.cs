using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Customization;

public sealed class LanguageModelLifeTests
{
    private const int Models = 25;

    [Fact]
    public async Task Any_sequence_of_requests_ends_where_the_reference_model_ends()
    {
        await using InProcessService service = await InProcessService.StartAsync();
        Prop.ForAll(
            ArbMap.Default.ArbFor<byte[]>(),
            async steps =>
            {
                ReferenceLanguageModel reference = new(await LanguageModel.CreateAsync(service.Client));
                foreach (byte step in steps.Take(15)) await reference.DoAsync(step);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(Models));
    }

    [Fact]
    public async Task Analysis_and_training_go_on_after_kill_9()
    {
        using TemporaryDirectory folder = new();
        ServiceLaunch launch = new() { Data = folder.File("data"), WithEngine = true };
        string id;
        string text = string.Concat(Enumerable.Repeat("the cat sat on the Labradoodle for $100\n", 20_000));
        await using (ServiceProcess service = await ServiceProcess.StartAsync(launch))
        {
            LanguageModel model = await LanguageModel.CreateAsync(service.Client);
            id = model.Id;
            Assert.Equal(201, (await model.AddCorpusAsync("notes", text)).Status);
            await service.KillAsync();
        }
        await using (ServiceProcess service = await ServiceProcess.StartAsync(launch))
        {
            LanguageModel model = new(service.Client, id);
            (await model.AddCorpusAsync("more", "the dog")).AssertError(409, "Conflict", model.LockedText);
            JsonNode settled = await model.SettleAsync();
            JsonNode notes = await model.GetAsync("/corpora/notes");
            Assert.True((string?)settled["status"] == "ready", notes.ToJsonString());
            Assert.Equal((20_000 * 10, 1), ((int?)notes["total_words"], (int?)notes["out_of_vocabulary_words"]));
            Assert.Equal(200, (await model.SendAsync("POST", "/train?customization_weight=0.4")).Status);
            await service.KillAsync();
        }
        await using (ServiceProcess service = await ServiceProcess.StartAsync(launch))
        {
            LanguageModel model = new(service.Client, id);
            JsonNode trained = await model.SettleAsync();
            Assert.True((string?)trained["status"] == "available", trained.ToJsonString());
            Assert.Single((await model.GetAsync("/corpora"))["corpora"]!.AsArray());
            Assert.Equal("analyzed", (string?)(await model.AddAnalysedCorpusAsync("more", "the dog"))["status"]);
            Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(folder.File("data"), "scratch")));
        }
    }
}
