using SttPowerShell.LocalService.Storage;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Storage;

public sealed class BlobStoreTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly BlobStore _blobs;

    public BlobStoreTests() => _blobs = new BlobStore(Blobs);

    private string Blobs => _folder.File("blobs");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_written_is_read_by_its_key_and_its_owners_alone()
    {
        byte[] content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 7))];
        string key = await _blobs.WriteAsync(new MemoryStream(content), default);
        await using (Stream blob = _blobs.OpenRead(key))
        {
            using MemoryStream read = new();
            await blob.CopyToAsync(read);
            Assert.Equal(content, read.ToArray());
        }
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(Directory.GetFiles(Blobs).Single()));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
                File.GetUnixFileMode(Blobs));
        }
        _blobs.Delete(key);
        _blobs.Delete(key);
        Assert.Throws<FileNotFoundException>(() => _blobs.OpenRead(key));
    }

    [Fact]
    public async Task An_upload_that_breaks_leaves_nothing()
    {
        IOException broken = await Assert.ThrowsAsync<IOException>(
            () => _blobs.WriteAsync(new BrokenStream(), default));
        Assert.Equal("The client has gone.", broken.Message);
        Assert.Empty(Directory.GetFiles(Blobs));
    }

    [Fact]
    public async Task A_disk_that_does_not_take_it_is_told_apart_from_a_broken_upload()
    {
        await File.WriteAllTextAsync(Blobs, "a file where the folder should be");
        StoreException refused = await Assert.ThrowsAsync<StoreException>(
            () => _blobs.WriteAsync(new MemoryStream([1]), default));
        Assert.Contains("Nothing was stored", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_is_no_path()
        => Assert.Throws<FormatException>(() => _blobs.OpenRead("../store.db"));

    private sealed class BrokenStream : MemoryStream
    {
        private bool _begun;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_begun) throw new IOException("The client has gone.");
            _begun = true;
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
