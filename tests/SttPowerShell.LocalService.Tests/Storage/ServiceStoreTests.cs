using Microsoft.Data.Sqlite;
using SttPowerShell.LocalService.Storage;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Storage;

public sealed class ServiceStoreTests : IDisposable
{
    private static readonly string[] Settings = ["journal_mode", "synchronous", "foreign_keys", "busy_timeout"];

    private readonly TemporaryDirectory _folder = new();

    private string StorePath => _folder.File("store.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_was_written_is_there_after_reopening()
    {
        using (ServiceStore store = ServiceStore.Open(StorePath))
        {
            Assert.Equal("1", await AddSettingAsync(store, "a", "1"));
            Assert.Equal("1", await AddSettingAsync(store, "a", "2"));
        }
        using ServiceStore reopened = ServiceStore.Open(StorePath);
        Assert.Equal("1", await reopened.ReadAsync(
            connection => connection.Scalar("SELECT value FROM setting WHERE name = 'a'"), CancellationToken.None));
    }

    [Fact]
    public async Task Commits_reach_the_disk_and_writers_have_foreign_keys()
    {
        using ServiceStore store = ServiceStore.Open(StorePath);
        string settings = await store.WriteAsync(
            transaction => string.Join(' ', Settings.Select(name => transaction.Connection!.Scalar($"PRAGMA {name}"))),
            CancellationToken.None);
        Assert.Equal("wal 2 1 5000", settings);
    }

    [Fact]
    public async Task A_change_that_throws_leaves_nothing_behind_and_the_store_goes_on()
    {
        using ServiceStore store = ServiceStore.Open(StorePath);
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.WriteAsync<string>(
            transaction =>
            {
                SettingTable.GetOrAdd(transaction, "half", () => "done");
                throw new InvalidOperationException();
            },
            CancellationToken.None));
        Assert.Equal("0", await store.ReadAsync(
            connection => connection.Scalar("SELECT COUNT(*) FROM setting"), CancellationToken.None));
        await AddSettingAsync(store, "whole", "1");
    }

    [Fact]
    public async Task Readers_can_not_change_anything()
    {
        using ServiceStore store = ServiceStore.Open(StorePath);
        await Assert.ThrowsAsync<StoreException>(
            () => store.ReadAsync(connection => connection.Scalar("DELETE FROM setting"), CancellationToken.None));
    }

    [Fact]
    public async Task A_store_of_a_newer_version_is_left_alone()
    {
        ServiceStore.Open(StorePath).Dispose();
        Execute("PRAGMA user_version = 99");
        await AssertRefusedAsync("has version 99, written by a newer version of the service");
    }

    [Fact]
    public async Task Another_programs_database_is_left_alone()
    {
        Execute("CREATE TABLE song (title TEXT)");
        await AssertRefusedAsync("is the database of another program");
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_left_alone()
    {
        await File.WriteAllTextAsync(StorePath, new string('x', 10_000));
        await AssertRefusedAsync("is damaged or not a store of this service, and was left as it is");
    }

    [Fact]
    public async Task A_damaged_store_is_left_alone()
    {
        ServiceStore.Open(StorePath).Dispose();
        await using (FileStream file = new(StorePath, FileMode.Open))
        {
            file.Position = 4096;
            await file.WriteAsync(Enumerable.Repeat((byte)0xAB, 4096).ToArray());
        }
        await AssertRefusedAsync("is damaged or not a store of this service, and was left as it is");
    }

    [Fact]
    public async Task A_read_only_store_is_refused_at_the_start()
    {
        if (OperatingSystem.IsWindows()) return;
        string data = _folder.File("data");
        Directory.CreateDirectory(data);
        string store = Path.Combine(data, "store.db");
        ServiceStore.Open(store).Dispose();
        File.SetUnixFileMode(store, UnixFileMode.UserRead);
        // Root writes to read-only files; without this capability it doesn't.
        string[] asUser = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"];
        (int exitCode, string errors) = await ServiceProcess.RunToEndAsync(
            new ServiceLaunch { Data = data, Through = Environment.IsPrivilegedProcess ? asUser : [] });
        Assert.Equal((2, $"The store {store} can't be written: make it and its folder writable for this user.\n"),
            (exitCode, errors));
    }

    /// <summary>Refused by the store as such, and by a service process in one line, with the file untouched.</summary>
    private async Task AssertRefusedAsync(string reason)
    {
        SqliteConnection.ClearAllPools();
        byte[] before = await File.ReadAllBytesAsync(StorePath);
        StoreException refused = Assert.Throws<StoreException>(() => ServiceStore.Open(StorePath));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        (int exitCode, string errors) = await ServiceProcess.RunToEndAsync(new ServiceLaunch { Data = _folder.Root });
        Assert.Equal((2, $"{refused.Message}\n"), (exitCode, errors));
        Assert.Equal(before, await File.ReadAllBytesAsync(StorePath));
    }

    private void Execute(string sql)
    {
        using SqliteConnection connection = new($"Data Source={StorePath};Pooling=False");
        connection.Open();
        connection.Scalar(sql);
    }

    private static Task<string> AddSettingAsync(ServiceStore store, string name, string value) => store.WriteAsync(
        transaction => SettingTable.GetOrAdd(transaction, name, () => value), CancellationToken.None);
}
