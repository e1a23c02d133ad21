using System.Text;

namespace SttPowerShell.LocalService.Tests.Support;

/// <summary>One service in the test's process for all tests of a class, with a small base vocabulary.</summary>
public sealed class WordsFixture : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    internal InProcessService Service { get; private set; } = null!;

    public async Task InitializeAsync() => Service = await InProcessService.StartAsync();

    public async Task DisposeAsync() => await Service.DisposeAsync();

    internal Task<LanguageModel> CreateAsync(string baseModel = "en-US_BroadbandModel")
        => LanguageModel.CreateAsync(Service.Client, baseModel);

    /// <summary>Adds words and waits for the end of their analysis.</summary>
    internal static async Task AddAsync(LanguageModel model, string words)
    {
        Exchange added = await model.AddWordsAsync(words);
        Assert.Equal((201, "{}"), (added.Status, added.Body));
        await BecomeReadyAsync(model);
    }

    internal static async Task BecomeReadyAsync(LanguageModel model)
    {
        using CancellationTokenSource limit = new(Limit);
        while (await model.StatusAsync() != "ready") await Task.Delay(10, limit.Token);
    }

    internal static Task<Exchange> PutAsync(LanguageModel model, string word, string json = "{}")
        => model.SendAsync("PUT", $"/words/{word}", new StringContent(json, Encoding.UTF8, "application/json"));
}
