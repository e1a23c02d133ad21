using SttPowerShell.LocalService.Api;
using SttPowerShell.LocalService.Customization.Language.Training;
using SttPowerShell.LocalService.Engine.PocketSphinx;
using SttPowerShell.LocalService.Engine.PocketSphinx.Supply;
using SttPowerShell.LocalService.Hosting;
using SttPowerShell.LocalService.Recognition;
using SttPowerShell.LocalService.Storage;

if (args is ["samples"])
{
    return await SampleRecordings.PrintAsync(Console.Out, Console.Error, CancellationToken.None).ConfigureAwait(false);
}

try
{
    WebApplicationBuilder builder = ServiceHosting.CreateBuilder(args);
    ServiceOptions options = ServiceOptions.Read(builder.Configuration);
    bool detached = !options.Detached || TerminalSession.TryLeave();

    using DataDirectory data = await DataDirectory.OpenAsync(options.Data, CancellationToken.None)
        .ConfigureAwait(false);
    using ServiceStore store = ServiceStore.Open(data.StorePath);
    await builder.AddServiceAsync(options, data, store, CancellationToken.None).ConfigureAwait(false);
    builder.Services.AddRecognition().AddLanguageTraining().AddPocketSphinx();

    WebApplication app = builder.Build();
    await using (app.ConfigureAwait(false))
    {
        app.UseServiceApi();
        if (!detached) Log.StillInTerminal(app.Logger);
        ChildProcesses.TakeOver(data, app.Logger);
        await app.ServeAsync(data).ConfigureAwait(false);
    }
    return 0;
}
catch (Exception failure) when (failure is StartupException or StoreException)
{
    await Console.Error.WriteLineAsync(failure.Message).ConfigureAwait(false);
    return 2;
}
