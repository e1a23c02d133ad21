using System.Data.Common;

namespace SttPowerShell.LocalService.Storage;

/// <summary>What the service knows about itself and makes once for each data directory.</summary>
internal static class SettingTable
{
    /// <summary>The GUID of the default instance, which owns its models.</summary>
    public const string DefaultOwner = "default_owner";

    /// <summary>The key that bearer tokens are signed with, base64.</summary>
    public const string TokenKey = "token_key";

    /// <summary>The stored value, or, the first time, the value made now.</summary>
    public static string GetOrAdd(DbTransaction transaction, string name, Func<string> make)
    {
        using DbCommand find = transaction.Command("SELECT value FROM setting WHERE name = @name", ("@name", name));
        if (find.ExecuteScalar() is string stored) return stored;
        string value = make();
        using DbCommand add = transaction.Command(
            "INSERT INTO setting (name, value) VALUES (@name, @value)", ("@name", name), ("@value", value));
        add.ExecuteNonQuery();
        return value;
    }
}
