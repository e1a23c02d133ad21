using SttPowerShell.LocalService.Jobs;

namespace SttPowerShell.LocalService.Recognition.Jobs;

internal static class RecognitionJobRegistration
{
    /// <summary>Adds asynchronous recognition; the recogniser itself is added elsewhere.</summary>
    public static IServiceCollection AddRecognitionJobs(this IServiceCollection services, CallbackOptions options)
        => services
            .AddSingleton(options)
            .AddSingleton<RecognitionJobs>()
            .AddSingleton<RecognitionNotifications>()
            .AddSingleton<CallbackClient>()
            .AddSingleton<Callbacks>()
            .AddSingleton<IOperationHandler, RecognitionJobRun>()
            .AddSingleton<IOperationHandler, NotificationDelivery>()
            .AddHostedService<ExpirySweep>();
}
