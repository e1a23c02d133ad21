using Microsoft.Extensions.Time.Testing;
using SttPowerShell.LocalService.Storage;
using SttPowerShell.LocalService.Tests.Jobs;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Storage;

public sealed class FileSweepTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly FakeTimeProvider _clock = new(OperationHost.Time("2026-05-01T12:00:00Z"));
    private readonly Guid _model = Guid.NewGuid();

    private string Data => _folder.File("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task At_start_everything_goes_that_a_killed_service_left_and_no_row_names()
    {
        string named, unnamed;
        Guid current, old;
        await using (OperationHost killed = await OperationHost.OpenAsync(Data, _clock))
        {
            BlobStore blobs = killed.Get<BlobStore>();
            named = await blobs.WriteAsync(new MemoryStream([1]), default);
            unnamed = await blobs.WriteAsync(new MemoryStream([2]), default);
            // Killed between writing the file and renaming it.
            await File.WriteAllTextAsync(Path.Combine(killed.Data.BlobsPath, $"{Guid.NewGuid():D}.new"), "half");
            await File.WriteAllTextAsync(Path.Combine(killed.Data.BlobsPath, "notes.txt"), "somebody else's");
            old = Train(killed);
            current = Train(killed);
            await AddModelAsync(killed, current);
            await AddCorpusAsync(killed, named);
            Directory.CreateDirectory(Path.Combine(killed.Data.ScratchPath, "left", "over"));
        }
        await using OperationHost host = await OperationHost.StartAsync(Data, _clock);
        await WaitUntilAsync(() => !Directory.Exists(PathOf(host, old)));
        Assert.True(Directory.Exists(PathOf(host, current)));
        Assert.Equal([named], host.Get<BlobStore>().List());
        Assert.Equal([named, "notes.txt"], Directory.GetFiles(host.Data.BlobsPath).Select(Path.GetFileName).Order());
        Assert.DoesNotContain(unnamed, host.Get<BlobStore>().List());
        Assert.Empty(Directory.GetFileSystemEntries(host.Data.ScratchPath));
    }

    [Fact]
    public async Task A_blob_goes_after_its_row_and_one_without_a_row_yet_stays()
    {
        await using OperationHost host = await OperationHost.StartAsync(Data, _clock);
        BlobStore blobs = host.Get<BlobStore>();
        string named = await blobs.WriteAsync(new MemoryStream([1]), default);
        string coming = await blobs.WriteAsync(new MemoryStream([2]), default);
        await AddModelAsync(host, version: null);
        await AddCorpusAsync(host, named);
        await SweepAsync();
        await host.ExecuteAsync("DELETE FROM corpus");
        await WaitUntilAsync(() => !blobs.List().Contains(named));
        Assert.Equal([coming], blobs.List());
    }

    [Fact]
    public async Task A_blob_that_was_released_goes_unless_a_row_names_it()
    {
        await using OperationHost host = await OperationHost.StartAsync(Data, _clock);
        BlobStore blobs = host.Get<BlobStore>();
        string released = await blobs.WriteAsync(new MemoryStream([1]), default);
        string named = await blobs.WriteAsync(new MemoryStream([2]), default);
        await SweepAsync();
        // As if its row had come and gone between two sweeps.
        blobs.Release(released);
        // As if the transaction that took its row away had been rolled back.
        blobs.Release(named);
        await AddModelAsync(host, version: null);
        await AddCorpusAsync(host, named);
        await WaitUntilAsync(() => !blobs.List().Contains(released));
        Assert.Equal([named], blobs.List());
        await host.ExecuteAsync("DELETE FROM corpus");
        await WaitUntilAsync(() => blobs.List().Count == 0);
    }

    [Fact]
    public async Task The_version_before_the_current_one_stays_until_the_next_training()
    {
        await using OperationHost host = await OperationHost.StartAsync(Data, _clock);
        Guid first = Train(host), second = Train(host), third = Train(host);
        await AddModelAsync(host, first);
        await SweepAsync();
        await host.ExecuteAsync($"UPDATE custom_model SET trained_version = '{second:D}'");
        await SweepAsync();
        Assert.True(Directory.Exists(PathOf(host, first)));
        await host.ExecuteAsync($"UPDATE custom_model SET trained_version = '{third:D}'");
        await WaitUntilAsync(() => !Directory.Exists(PathOf(host, first)));
        Assert.True(Directory.Exists(PathOf(host, second)));
        Assert.True(Directory.Exists(PathOf(host, third)));
        await host.ExecuteAsync("DELETE FROM custom_model");
        await WaitUntilAsync(() => !Directory.Exists(PathOf(host, second)) && !Directory.Exists(PathOf(host, third)));
    }

    [Fact]
    public async Task A_published_version_is_whole_and_in_its_models_folder()
    {
        await using OperationHost host = await OperationHost.OpenAsync(Data, _clock);
        Guid version = Train(host);
        Assert.Equal("deep",
            await File.ReadAllTextAsync(Path.Combine(host.Data.ModelsPath, $"{_model:D}", $"{version:D}", "a", "b")));
        Assert.Empty(Directory.GetFileSystemEntries(host.Data.ScratchPath));
    }

    private Guid Train(OperationHost host)
    {
        string scratch = Path.Combine(host.Data.ScratchPath, $"{Guid.NewGuid():D}-1");
        Directory.CreateDirectory(Path.Combine(scratch, "a"));
        File.WriteAllText(Path.Combine(scratch, "a", "b"), "deep");
        return host.Get<ModelFiles>().Publish(_model, scratch);
    }

    private string PathOf(OperationHost host, Guid version) => host.Get<ModelFiles>().PathOf(_model, version);

    private Task<int> AddModelAsync(OperationHost host, Guid? version) => host.ExecuteAsync(
        $"""
        INSERT INTO custom_model (id, owner, type, name, base_model, base_model_version, language, status, created,
            updated, trained_version)
        VALUES ('{_model:D}', 'o', 'language', 'n', 'b', 'v', 'en-US', 'pending', 'c', 'u',
            {(version is null ? "NULL" : $"'{version:D}'")})
        """);

    private Task<int> AddCorpusAsync(OperationHost host, string blob) => host.ExecuteAsync(
        $"""
        INSERT INTO corpus (model_id, name, status, blob, created)
        VALUES ('{_model:D}', 'c', 'analyzed', '{blob}', 'c')
        """);

    /// <summary>Lets the time come for the sweep after a change, and gives it time to happen.</summary>
    private async Task SweepAsync()
    {
        for (int i = 0; i < 10; i++)
        {
            await Task.Delay(20);
            _clock.Advance(FileSweep.Delay);
        }
        await Task.Delay(50);
    }

    private async Task WaitUntilAsync(Func<bool> condition)
    {
        for (int i = 0; !condition(); i++)
        {
            Assert.True(i < 1000, "It did not happen within 20 s.");
            _clock.Advance(FileSweep.Delay);
            await Task.Delay(20);
        }
    }
}
