using System.Diagnostics;
using System.Text.Json;
using SttPowerShell.Client.Local;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Hosting;

/// <summary>
/// Tells local clients where the service listens and how to prove themselves: <c>endpoint.json</c> in the data
/// directory, there while the service listens. It holds the API key, so it is its owner's alone from its first byte.
/// </summary>
internal sealed class EndpointFile
{
    private readonly string _path;
    private readonly LocalServiceEndpoint _own;

    private EndpointFile(string path, LocalServiceEndpoint own)
    {
        _path = path;
        _own = own;
    }

    /// <summary>Puts the file in place in one step: a reader sees all of it or none.</summary>
    public static async Task<EndpointFile> WriteAsync(
        DataDirectory data, string uri, string apiKey, CancellationToken cancel)
    {
        using Process self = Process.GetCurrentProcess();
        LocalServiceEndpoint own = new()
        {
            Uri = uri,
            ProcessId = self.Id,
            Started = self.StartTime.ToUniversalTime(),
            ApiKey = apiKey,
            Version = ServiceHosting.Version,
        };
        string temporary = $"{data.EndpointPath}.new";
        try
        {
            File.Delete(temporary);
            FileStream file = new(temporary, OwnFile.Options(FileMode.CreateNew));
            await using (file.ConfigureAwait(false))
            {
                await JsonSerializer.SerializeAsync(file, own, WireJson.Plain.LocalServiceEndpoint, cancel)
                    .ConfigureAwait(false);
            }
            File.Move(temporary, data.EndpointPath, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"{data.EndpointPath} can't be written: {failure.Message}", failure);
        }
        return new EndpointFile(data.EndpointPath, own);
    }

    /// <summary>The endpoint of the data directory's service; null if there is none that can be read.</summary>
    public static async Task<LocalServiceEndpoint?> ReadAsync(string dataDirectory, CancellationToken cancel)
    {
        try
        {
            byte[] content = await File
                .ReadAllBytesAsync(Path.Combine(dataDirectory, LocalServiceEndpoint.FileName), cancel)
                .ConfigureAwait(false);
            return JsonSerializer.Deserialize(content, WireJson.Plain.LocalServiceEndpoint);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Removes the file, unless another service has written its own meanwhile.</summary>
    public void Remove()
    {
        try
        {
            byte[] content = File.ReadAllBytes(_path);
            if (JsonSerializer.Deserialize(content, WireJson.Plain.LocalServiceEndpoint) == _own) File.Delete(_path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            // The data directory may have been removed under the service: then there is nothing left to remove.
        }
    }
}
