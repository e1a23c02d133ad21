using Microsoft.Data.Sqlite;

namespace SttPowerShell.LocalService.Storage;

/// <summary>The writing connection to a store file, with the settings that its durability stands on.</summary>
internal static class StoreFile
{
    /// <summary>How long a statement waits for a lock that another process (a backup, a shell) holds.</summary>
    private const int BusyTimeoutSeconds = 5;

    private const int SqliteReadOnly = 8;
    private const int SqliteIoError = 10;
    private const int SqliteCorrupt = 11;
    private const int SqliteFull = 13;
    private const int SqliteNotADatabase = 26;

    /// <summary>Opens the file for writing and makes sure that it is sound.</summary>
    public static SqliteConnection Open(string path)
    {
        SqliteConnection connection = new(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            ForeignKeys = true,
            DefaultTimeout = BusyTimeoutSeconds,
            Pooling = false,
        }.ToString());
        try
        {
            connection.Open();
            // First of all: the settings below would change another program's file.
            string health = connection.Scalar("PRAGMA quick_check(1)");
            if (health != "ok") throw Damaged(path, health);
            Migrations.CheckVersion(connection, path);
            // FULL: a commit is on disk before it is acknowledged, also when the power fails.
            Require(connection, path, "journal_mode = WAL", "journal_mode", "wal");
            Require(connection, path, "synchronous = FULL", "synchronous", "2");
            Require(connection, path, "foreign_keys = ON", "foreign_keys", "1");
            Require(connection, path, $"busy_timeout = {BusyTimeoutSeconds * 1000}", "busy_timeout", "5000");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>What a failure of SQLite means for the store and its owner.</summary>
    public static StoreException Describe(string path, SqliteException failure) => failure.SqliteErrorCode switch
    {
        SqliteCorrupt or SqliteNotADatabase => Damaged(path, failure.Message),
        SqliteReadOnly => new StoreException(
            $"The store {path} can't be written: make it and its folder writable for this user.", failure),
        SqliteFull => new StoreException(
            $"The store {path} can't be written, because its disk is full. Nothing was changed; make room on the disk, "
                + "then try again.", failure),
        SqliteIoError => new StoreException(
            $"The store {path} can't be used: {failure.Message} Check that its disk has room and works.", failure),
        _ => new StoreException($"The store {path} can't be used: {failure.Message}", failure),
    };

    private static StoreException Damaged(string path, string details)
        => new($"The store {path} is damaged or not a store of this service, and was left as it is. Restore it from a "
            + $"backup, or move it away to begin with an empty one. ({details})");

    private static void Require(SqliteConnection connection, string path, string setting, string name, string expected)
    {
        connection.Scalar($"PRAGMA {setting}");
        string actual = connection.Scalar($"PRAGMA {name}");
        if (actual != expected)
        {
            throw new StoreException($"The store {path} can't be used: {name} is {actual} where {expected} is needed.");
        }
    }
}
