using System.Data.Common;
using System.Globalization;

namespace SttPowerShell.LocalService.Storage;

/// <summary>Commands with parameters, on ADO.NET's own types.</summary>
internal static class DbCommands
{
    /// <summary>A command with named parameters; null becomes NULL.</summary>
    public static DbCommand Command(
        this DbConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object? value) in parameters)
        {
            DbParameter parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }
        return command;
    }

    /// <summary>The same, within a transaction.</summary>
    public static DbCommand Command(
        this DbTransaction transaction, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        DbCommand command = transaction.Connection!.Command(sql, parameters);
        command.Transaction = transaction;
        return command;
    }

    /// <summary>The first column of the first row as text; empty if there is none.</summary>
    public static string Scalar(this DbConnection connection, string sql)
    {
        using DbCommand command = connection.Command(sql);
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture) ?? "";
    }
}
