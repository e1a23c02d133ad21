using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SttPowerShell.LocalService.Hosting;
using SttPowerShell.LocalService.Jobs;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Tests.Jobs;

/// <summary>Store, queue, runner and dispatcher on a data directory, as the service has them.</summary>
internal sealed class OperationHost : IAsyncDisposable
{
    private readonly DataDirectory _data;
    private readonly ServiceStore _store;
    private readonly IHost _host;
    private readonly FakeTimeProvider? _clock;

    private OperationHost(DataDirectory data, ServiceStore store, IHost host, FakeTimeProvider? clock)
    {
        _data = data;
        _store = store;
        _host = host;
        _clock = clock;
    }

    public ServiceStore Store => _store;

    public DataDirectory Data => _data;

    public OperationRunner Runner => Get<OperationRunner>();

    public T Get<T>()
        where T : notnull
        => _host.Services.GetRequiredService<T>();

    /// <summary>Opens the directory. Nothing is dispatched before <see cref="StartAsync"/>.</summary>
    public static async Task<OperationHost> OpenAsync(
        string path, FakeTimeProvider? clock, params IOperationHandler[] handlers)
    {
        DataDirectory data = await DataDirectory.OpenAsync(path, CancellationToken.None);
        ServiceStore store = ServiceStore.Open(data.StorePath);
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<TimeProvider>(clock ?? TimeProvider.System).AddSingleton(store)
            .AddOperations(data)
            .AddSingleton(new BlobStore(data.BlobsPath)).AddSingleton(new ModelFiles(data.ModelsPath))
            .AddHostedService<FileSweep>()
            .AddSingleton(services => new UsageWatch(services.GetRequiredService<TimeProvider>(), () => { }))
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        foreach (IOperationHandler handler in handlers) builder.Services.AddSingleton(handler);
        return new OperationHost(data, store, builder.Build(), clock);
    }

    public static async Task<OperationHost> StartAsync(
        string path, FakeTimeProvider? clock, params IOperationHandler[] handlers)
    {
        OperationHost host = await OpenAsync(path, clock, handlers);
        await host._host.StartAsync();
        return host;
    }

    /// <summary>Stops as the service does at SIGTERM.</summary>
    public Task StopAsync() => _host.StopAsync();

    public Task<Guid> AddAsync(NewOperation operation)
        => _store.WriteAsync(transaction => Get<IOperationQueue>().Add(transaction, operation), CancellationToken.None);

    public async Task<Guid> AddAndDispatchAsync(NewOperation operation)
    {
        Guid id = await AddAsync(operation);
        Get<IOperationQueue>().Dispatch(id);
        return id;
    }

    /// <summary>State, attempts, reason of an operation.</summary>
    public Task<string> RowAsync(Guid id) => _store.ReadAsync(
        connection => connection.Scalar(
            $"SELECT state || ' ' || attempts || ' ' || COALESCE(reason, '-') FROM operation WHERE id = '{id:D}'"),
        CancellationToken.None);

    /// <summary>What was published under a key; empty if nothing.</summary>
    public Task<string> PublishedAsync(string key) => _store.ReadAsync(
        connection => connection.Scalar($"SELECT value FROM setting WHERE name = '{key}'"), CancellationToken.None);

    public async Task WaitForAsync(Guid id, string row)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(20));
        string seen;
        while ((seen = await RowAsync(id)) != row)
        {
            if (limit.IsCancellationRequested) Assert.Equal(row, seen);
            // The scheduler looks again after a second of this clock, should it have missed something.
            _clock?.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Delay(10, CancellationToken.None);
        }
    }

    public Task<int> ExecuteAsync(string sql) => _store.WriteAsync(
        transaction =>
        {
            using DbCommand command = transaction.Command(sql);
            return command.ExecuteNonQuery();
        },
        CancellationToken.None);

    /// <summary>Claims an operation as a process would that is killed before it does anything more.</summary>
    public Task ClaimAndDieAsync(Guid id) => _store.WriteAsync(
        transaction => OperationTable.TryClaim(transaction, id, null, "dead", DateTimeOffset.UtcNow), CancellationToken.None);

    public static DateTimeOffset Time(string text)
        => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>Stops it first, unless it has been: what runs is queued again.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _store.Dispose();
        _data.Dispose();
    }
}
