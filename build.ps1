#!/usr/bin/env pwsh
<#
.SYNOPSIS
Builds, tests and packages SttPowerShell.

.DESCRIPTION
Build    builds everything and lays the module out in bin/ and en-US/, ready for Import-Module ./SttPowerShell.psd1.
Test     runs all tests.
Package  makes artifacts/package: the module's folder and the .nupkg that the PowerShell Gallery takes, and uses both, each
         in a new process.
Clean    removes everything that was built.

Fuzz     tries what reads foreign bytes with many more of them than a test run does: -Cases of each. What fails is kept
         in tests/Fuzzing/Regressions, and every test run tries it from then on.

These take minutes, and write their figures into docs/:
Quality     word errors on recorded speech: docs/quality.md.
Scoring     the counts of word errors beside NIST's sclite: docs/scoring.md.
Soak        a local service under load that is killed ten times in ten minutes: docs/reliability.md.
Bulk        1,000 recordings, and 50 kills of the process that recognises them: docs/reliability.md.
Faults      every fault of a network and a server, beside IBM's node SDK where npm is: docs/reliability.md.
Benchmark   time and memory beside what one might use instead: docs/performance.md.

Only dotnet and .NET are called, so that this also runs without pwsh:
    dotnet run --project src/SttShell -- build.ps1 -Task Test

.EXAMPLE
./build.ps1

.EXAMPLE
./build.ps1 -Task Package

.EXAMPLE
./build.ps1 -Task Package -NoBuild

.EXAMPLE
./build.ps1 -Task Fuzz -Cases 100000
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Package', 'Clean', 'Quality', 'Scoring', 'Soak', 'Bulk', 'Faults', 'Benchmark', 'Fuzz')]
    [string] $Task = 'Build',

    # Package: takes what was built before.
    [switch] $NoBuild,

    # Fuzz: how many of each kind; fewer of those that are slow.
    [ValidateRange(1, [int]::MaxValue)]
    [int] $Cases = 20000
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$name = 'SttPowerShell'
$artifacts = [System.IO.Path]::Combine($PSScriptRoot, 'artifacts')
$packages = [System.IO.Path]::Combine($artifacts, 'package')
$folder = [System.IO.Path]::Combine($packages, $name)
$manifest = [System.IO.Path]::Combine($folder, "$name.psd1")

function Invoke-Dotnet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($args[0]) failed with exit code $LASTEXITCODE." }
}

function Remove-Folder([string] $Path) {
    if ([System.IO.Directory]::Exists($Path)) { [System.IO.Directory]::Delete($Path, $true) }
}

# Copies a file, or a folder with all that is in it, from the repository's root into the package.
function Copy-ToPackage([string] $Item) {
    $source = [System.IO.Path]::Combine($PSScriptRoot, $Item)
    $files = if ([System.IO.File]::Exists($source)) { $source }
    else { [System.IO.Directory]::GetFiles($source, '*', [System.IO.SearchOption]::AllDirectories) }
    foreach ($file in $files) {
        $target = [System.IO.Path]::Combine($folder, [System.IO.Path]::GetRelativePath($PSScriptRoot, $file))
        $null = [System.IO.Directory]::CreateDirectory([System.IO.Path]::GetDirectoryName($target))
        [System.IO.File]::Copy($file, $target)
    }
}

# The Gallery's package is NuGet's with the module at its root; the tags tell its search what is inside.
function New-PackageDescription([psmoduleinfo] $Module) {
    $longestTags = 4000 # the Gallery's limit
    $tags = @('PSModule', 'PSIncludes_Cmdlet') + $Module.Tags
    foreach ($cmdlet in $Module.ExportedCmdlets.Keys) { $tags += "PSCmdlet_$cmdlet", "PSCommand_$cmdlet" }
    $nuspec = [xml] @'
<package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
  <metadata>
    <id /><version /><authors /><description /><releaseNotes /><copyright /><tags />
    <license type="file">LICENSE</license><readme>README.md</readme>
  </metadata>
  <files><file target="" /></files>
</package>
'@
    $metadata = $nuspec.package.metadata
    $metadata.id = $Module.Name
    $metadata.version = "$($Module.Version)"
    $metadata.authors = $Module.Author
    $metadata.description = $Module.Description
    $metadata.copyright = $Module.Copyright
    $metadata.releaseNotes = Get-ReleaseNotes $Module.Version
    $metadata.tags = $tags -join ' '
    if ($metadata.tags.Length -gt $longestTags) { throw "The package's tags have more than $longestTags characters." }
    $nuspec.package.files.file.SetAttribute('src', [System.IO.Path]::Combine($folder, '**'))
    $path = [System.IO.Path]::Combine($packages, "$name.nuspec")
    $nuspec.Save($path)
    $path
}

# The changelog's section about a version, without its heading.
function Get-ReleaseNotes([version] $Version) {
    $changelog = [System.IO.File]::ReadAllText([System.IO.Path]::Combine($PSScriptRoot, 'CHANGELOG.md'))
    $section = [regex]::Match($changelog, "(?ms)^## \[$([regex]::Escape($Version))\][^\n]*\n(.*?)(?=^## |\z)")
    if (-not $section.Success) { throw "CHANGELOG.md has no section [$Version]." }
    $section.Groups[1].Value.Trim()
}

# In a process of its own, which has none of the build's assemblies loaded.
function Test-Package([string] $Folder) {
    $shell = [System.IO.Path]::Combine($artifacts, 'bin', 'SttShell', 'release', 'SttShell.dll')
    $script = [System.IO.Path]::Combine($PSScriptRoot, 'tests', 'Package', 'Use-Package.ps1')
    Invoke-Dotnet $shell -Module ([System.IO.Path]::Combine($Folder, "$name.psd1")) $script $Folder
}

function Package {
    Remove-Folder $packages
    foreach ($item in "$name.psd1", 'LICENSE', 'README.md', 'CHANGELOG.md', 'docs', 'en-US', 'bin') { Copy-ToPackage $item }
    $module = Test-ModuleManifest $manifest
    $description = New-PackageDescription $module
    # It warns of every assembly that isn't in lib/, where packages for compilers have them.
    $log = & dotnet pack $description --output $packages 2>&1
    if ($LASTEXITCODE -ne 0) { throw "dotnet pack failed: $log" }
    [System.IO.File]::Delete($description)
    Test-Package $folder

    # As Install-PSResource lays it out.
    $installed = [System.IO.Path]::Combine($packages, 'installed', $name, "$($module.Version)")
    $package = [System.IO.Path]::Combine($packages, "$name.$($module.Version).nupkg")
    [System.IO.Compression.ZipFile]::ExtractToDirectory($package, $installed)
    Test-Package $installed
    Remove-Folder ([System.IO.Path]::Combine($packages, 'installed'))
}

function Invoke-Project([string] $Project) {
    Invoke-Dotnet run --project ([System.IO.Path]::Combine($PSScriptRoot, 'tests', $Project)) -- @args
}

function Build { Invoke-Dotnet build ([System.IO.Path]::Combine($PSScriptRoot, "$name.sln")) --nologo }

switch ($Task) {
    'Build' { Build }
    'Test' { Invoke-Dotnet test ([System.IO.Path]::Combine($PSScriptRoot, "$name.sln")) --nologo }
    'Package' {
        if (-not $NoBuild) { Build }
        Package
    }
    'Quality' { Invoke-Project 'Quality' }
    'Scoring' { Invoke-Project 'Scoring' }
    'Soak' { Invoke-Project 'Reliability' 'soak' }
    'Bulk' { Invoke-Project 'Reliability' 'bulk' }
    'Faults' { Invoke-Project 'Reliability' 'faults' }
    'Benchmark' { Invoke-Project 'Benchmarks' }
    'Fuzz' {
        $env:STT_FUZZ_CASES = $Cases
        try { Invoke-Dotnet test ([System.IO.Path]::Combine($PSScriptRoot, "$name.sln")) --nologo --filter 'FullyQualifiedName~.Fuzzing.' }
        finally { $env:STT_FUZZ_CASES = $null }
    }
    'Clean' {
        foreach ($built in 'artifacts', 'bin') { Remove-Folder ([System.IO.Path]::Combine($PSScriptRoot, $built)) }
        $help = [System.IO.Path]::Combine($PSScriptRoot, 'en-US')
        if ([System.IO.Directory]::Exists($help)) {
            foreach ($written in '*-Help.xml', 'about_*Support.help.txt') {
                foreach ($file in [System.IO.Directory]::GetFiles($help, $written)) { [System.IO.File]::Delete($file) }
            }
        }
    }
}
