using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using SttPowerShell.Examples;
using SttPowerShell.Examples.StandIns;

// For tests/Pester, which can't load an assembly that needs ASP.NET Core.
switch (args)
{
    case ["list", string root]:
        Console.WriteLine(JsonSerializer.Serialize(Example.ReadAll(root)));
        return 0;
    case ["models"]:
        Console.WriteLine(JsonSerializer.Serialize(ExampleModel.All));
        return 0;
    case ["folder", string folder, string call, string talk, string card]:
        ExampleFolder.Write(folder, [Wave.Read(call), Wave.Read(talk), Wave.Read(card)]);
        return 0;
    case ["stand-ins", string endpointFile, string certificateFile]:
        return await StandInsAsync(endpointFile, certificateFile);
    default:
        Console.Error.WriteLine("""
            Examples.dll list ROOT                          all examples of the built module, as JSON
            Examples.dll models                             the custom models that they may name, as JSON
            Examples.dll folder FOLDER CALL TALK CARD       the files that they may name, from three WAV files
            Examples.dll stand-ins ENDPOINT.JSON CERT.PEM   the hosts that they name, until standard input ends
            """);
        return 64;
}

// Prints the proxy's URI and then serves, for as long as the program that started it keeps its input open.
static async Task<int> StandInsAsync(string endpointFile, string certificateFile)
{
    using X509Certificate2 certificate = HostCertificate.Create();
    await File.WriteAllTextAsync(certificateFile, certificate.ExportCertificatePem());
    await using Hosts hosts = await Hosts.StartAsync(certificate, endpointFile);
    using TunnelProxy proxy = new(hosts.Port);
    Console.WriteLine(proxy.Uri);
    await Console.In.ReadToEndAsync();
    return 0;
}
