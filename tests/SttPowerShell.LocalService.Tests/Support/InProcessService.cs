using System.Data.Common;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SttPowerShell.LocalService.Api;
using SttPowerShell.LocalService.Audio;
using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Hosting;
using SttPowerShell.LocalService.Recognition;
using SttPowerShell.LocalService.Recognition.Jobs;
using SttPowerShell.LocalService.Recognition.Live;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Tests.Support;

/// <summary>
/// The service on Kestrel in the test's own process, for what can't be brought about from outside: a recogniser that
/// fails, models in states that take a training to reach.
/// </summary>
internal sealed class InProcessService : IAsyncDisposable
{
    private const string ApiKey = "a key";

    private readonly TemporaryDirectory _folder = new();
    private DataDirectory _data = null!;
    private ServiceStore _store = null!;
    private WebApplication _app = null!;

    public ScriptedRecognizer Recognizer { get; } = new();

    /// <summary>The engine, as far as analysis and training need it.</summary>
    public VocabularyEngine Engine { get; private set; } = null!;

    /// <summary>What adapts acoustic models.</summary>
    public ScriptedTrainer Trainer { get; } = new();

    /// <summary>The data directory.</summary>
    public string Data => _folder.File("data");

    public HttpClient Client { get; } = new();

    /// <summary>The service's parts.</summary>
    public IServiceProvider Services => _app.Services;

    /// <param name="clock">The service's clock; null for the real one.</param>
    /// <param name="customization">How custom models are set up.</param>
    /// <param name="callbacks">How callbacks are set up.</param>
    /// <param name="live">The engine that live recognition has.</param>
    /// <param name="configure">Adds or replaces parts.</param>
    public static async Task<InProcessService> StartAsync(
        TimeProvider? clock = null, CustomizationOptions? customization = null, CallbackOptions? callbacks = null,
        IEngineHost? live = null, Action<IServiceCollection>? configure = null)
    {
        InProcessService service = new();
        service.Engine = new VocabularyEngine(service._folder.File("dictionary"));
        service._data = await DataDirectory.OpenAsync(service._folder.File("data"), CancellationToken.None);
        service._store = ServiceStore.Open(service._data.StorePath);
        WebApplicationBuilder builder = ServiceHosting.CreateBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        await builder.AddServiceAsync(
            new ServiceOptions
            {
                ApiKey = ApiKey, Customization = customization ?? new(), Callbacks = callbacks ?? new(),
            },
            service._data, service._store, CancellationToken.None);
        service.Recognizer.Engine = service.Engine;
        builder.Services.AddSingleton<IRecognizer>(service.Recognizer).AddSingleton<IEngineHost>(service.Recognizer)
            .AddSingleton<ILiveRecognizer>(new Recognizer(
                live ?? service.Recognizer, new AudioFormats([new WavFormat(), new RawFormat()])))
            .AddSingleton<IAcousticTrainer>(service.Trainer);
        configure?.Invoke(builder.Services);
        builder.Logging.ClearProviders();
        service._app = builder.Build();
        service._app.UseServiceApi();
        await service._app.StartAsync();
        service.Client.BaseAddress = new Uri(service._app.Urls.Single());
        service.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"apikey:{ApiKey}")));
        return service;
    }

    /// <summary>Puts a model of the default instance into a state.</summary>
    public Task SetStatusAsync(CustomModelType type, string id, CustomModelStatus status)
        => ChangeAsync(type, id, model => model with { Status = status });

    private Task<bool> ChangeAsync(CustomModelType type, string id, Func<CustomModel, CustomModel> change)
        => _store.WriteAsync(
        transaction =>
        {
            Guid owner = Guid.Parse(SettingTable.GetOrAdd(transaction, SettingTable.DefaultOwner, () => ""));
            CustomModelScope scope = new(owner, type);
            CustomModel model = CustomModelTable.Find(transaction.Connection!, scope, Guid.Parse(id))!;
            CustomModelTable.Update(transaction, change(model));
            return true;
        },
        CancellationToken.None);

    /// <summary>Changes the store as no request can: <paramref name="sql"/> with what it changes.</summary>
    public Task ExecuteAsync(string sql) => _store.WriteAsync(
        transaction =>
        {
            using DbCommand command = transaction.Command(sql);
            return command.ExecuteNonQuery();
        },
        CancellationToken.None);

    /// <summary>One value of the store, as text.</summary>
    public Task<string> ScalarAsync(string sql)
        => _store.ReadAsync(connection => connection.Scalar(sql), CancellationToken.None);

    /// <summary>Gives a model of the default instance files, as training does.</summary>
    /// <param name="type">Language or acoustic.</param>
    /// <param name="id">The model.</param>
    /// <param name="write">Writes the files into a folder.</param>
    /// <param name="weight">The weight that training stores.</param>
    public async Task TrainAsync(
        CustomModelType type, string id, Func<string, Task>? write = null, double? weight = null)
    {
        string folder = Path.Combine(_folder.File("data"), Guid.NewGuid().ToString());
        Directory.CreateDirectory(folder);
        if (write is not null) await write(folder);
        Guid version = _app.Services.GetRequiredService<ModelFiles>().Publish(Guid.Parse(id), folder);
        await ChangeAsync(type, id, model => model with { TrainedVersion = version, CustomizationWeight = weight });
    }

    /// <summary>Tells the service to stop, and waits until it has.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Engine.Release();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _store.Dispose();
        _data.Dispose();
        _folder.Dispose();
    }
}
