namespace SttPowerShell.LocalService.Tests.Support;

/// <summary>An empty folder of its own for one test, removed at the end with all that is in it.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("stt-test-").FullName;

    public string File(string name) => System.IO.Path.Combine(Root, name);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
