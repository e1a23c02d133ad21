using System.Security.Cryptography;
using System.Text;
using SttPowerShell.Client.Local;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Api.Authentication;
using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Hosting;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Api;

/// <summary>
/// <c>GET /ready</c>: 200 when recognition works, 503 while it doesn't. With <c>?nonce=</c> the answer proves, without
/// telling the API key, that it comes from the process that has it.
/// </summary>
internal static class ReadyEndpoint
{
    public static void MapReady(this IEndpointRouteBuilder routes)
        => routes.MapGet("/ready", AnswerAsync).AllowAnonymous().WithName("ready").WithTags("Local service")
            .Produces<ReadyAnswer>().Produces<ReadyAnswer>(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> AnswerAsync(
        IEngineHost engine, ServiceStore store, Instances instances, string? nonce, CancellationToken cancel)
    {
        EngineState state = await StateAsync(engine, store, cancel).ConfigureAwait(false);
        ReadyAnswer answer = new()
        {
            Ready = state.Ready,
            Status = state.Status,
            Error = state.Error,
            Version = ServiceHosting.Version,
            ProcessId = Environment.ProcessId,
            Proof = nonce is null ? null : Prove(instances.Default.ApiKey!, nonce),
        };
        return Results.Json(answer, WireJson.Plain.ReadyAnswer,
            statusCode: state.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<EngineState> StateAsync(IEngineHost engine, ServiceStore store, CancellationToken cancel)
    {
        try
        {
            await store.ReadAsync(connection => connection.Scalar("SELECT COUNT(*) FROM setting"), cancel)
                .ConfigureAwait(false);
            return engine.State;
        }
        catch (StoreException broken)
        {
            return new EngineState(false, "The store can't be read.", broken.Message);
        }
    }

    private static string Prove(string apiKey, string nonce) => Convert.ToBase64String(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(apiKey), Encoding.UTF8.GetBytes(nonce)));
}
