using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace SttPowerShell.LocalService.Storage;

/// <summary>
/// The SQLite file that holds everything but blobs. A change runs in one transaction, is on disk when its task ends,
/// and is alone: one writer at a time. Readers have connections of their own and see the last committed state.
/// SQLite has no asynchronous interface, so work here runs on the caller's thread and must be short.
/// </summary>
internal sealed class ServiceStore : IDisposable
{
    private readonly string _path;
    private readonly SqliteConnection _writer;
    private readonly string _readers;
    private readonly SemaphoreSlim _writing = new(1, 1);

    private ServiceStore(string path, SqliteConnection writer)
    {
        _path = path;
        _writer = writer;
        _readers = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadOnly,
            ForeignKeys = true,
        }.ToString();
    }

    /// <summary>Something has been changed. Handlers return at once.</summary>
    public event Action? Committed;

    /// <summary>Opens the store and brings it up to date, or makes a new one if there is no file.</summary>
    /// <exception cref="StoreException">It is damaged, not a store, read-only, or of a newer version.</exception>
    public static ServiceStore Open(string path)
    {
        SqliteConnection? writer = null;
        try
        {
            // SQLite gives its journal files the mode of the store, which would be 0644 if SQLite made it.
            if (!File.Exists(path)) new FileStream(path, OwnFile.Options(FileMode.CreateNew)).Dispose();
            writer = StoreFile.Open(path);
            Migrations.Apply(writer);
            return new ServiceStore(path, writer);
        }
        catch (Exception failure)
        {
            writer?.Dispose();
            throw failure switch
            {
                SqliteException sqlite => StoreFile.Describe(path, sqlite),
                IOException or UnauthorizedAccessException
                    => new StoreException($"The store {path} can't be opened: {failure.Message}", failure),
                _ => failure,
            };
        }
    }

    /// <summary>Runs one reading on a connection of its own.</summary>
    public async Task<T> ReadAsync<T>(Func<DbConnection, T> read, CancellationToken cancel)
    {
        try
        {
            SqliteConnection connection = new(_readers);
            await using (connection.ConfigureAwait(false))
            {
                await connection.OpenAsync(cancel).ConfigureAwait(false);
                return read(connection);
            }
        }
        catch (SqliteException failure)
        {
            throw StoreFile.Describe(_path, failure);
        }
    }

    /// <summary>Runs one change. If <paramref name="change"/> throws, nothing has changed.</summary>
    public async Task<T> WriteAsync<T>(Func<DbTransaction, T> change, CancellationToken cancel)
    {
        await _writing.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            // Not deferred is BEGIN IMMEDIATE: the right to write is taken before the first read.
            using SqliteTransaction transaction = _writer.BeginTransaction(deferred: false);
            T result = change(transaction);
            transaction.Commit();
            Committed?.Invoke();
            return result;
        }
        catch (SqliteException failure)
        {
            throw StoreFile.Describe(_path, failure);
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose()
    {
        using (SqliteConnection pooled = new(_readers)) SqliteConnection.ClearPool(pooled);
        _writer.Dispose();
        _writing.Dispose();
    }
}
