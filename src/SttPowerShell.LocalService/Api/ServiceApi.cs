using SttPowerShell.LocalService.Api.Authentication;
using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Hosting;

namespace SttPowerShell.LocalService.Api;

/// <summary>The whole HTTP interface: what a request passes through, and the routes.</summary>
internal static class ServiceApi
{
    public static void UseServiceApi(this WebApplication app)
    {
        app.UseTransactionIds();
        app.UseMiddleware<UsageMiddleware>();
        app.UseMiddleware<ErrorAnswers>();
        app.RefuseDotSegments();
        app.UseRouting();
        app.UseMiddleware<AuthenticationMiddleware>();
        app.UseRequestDecompression();

        app.MapOpenApi().AllowAnonymous();
        app.MapReady();
        app.MapIdentityToken();
        app.MapLocal();
        app.MapModels();
        app.MapRecognize();
        app.MapRecognitions();
        app.MapCallbacks();
        new CustomModelEndpoints(CustomModelType.Language).Map(app);
        new CustomModelEndpoints(CustomModelType.Acoustic).Map(app);
        app.MapTraining();
        app.MapCorpora();
        app.MapGrammars();
        app.MapWords();
        app.MapAudio();
        app.MapUserData();
    }
}
