# Installs a released cimd on Windows: downloads the archive, compares its SHA-256 checksum, and puts the program into a
# directory. Changes no PATH, and needs no privileges.
#
#   CIMD_VERSION      the release, such as 0.1.0 (default: the one that this script belongs to)
#   CIMD_INSTALL_DIR  the directory for the program (default: %USERPROFILE%\.local\bin)
#   CIMD_BASE_URL     where archives are (default: the release's downloads)
$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

function Install-Cimd {
    $version = if ($env:CIMD_VERSION) { $env:CIMD_VERSION } else { '0.1.0' }
    $directory = if ($env:CIMD_INSTALL_DIR) { $env:CIMD_INSTALL_DIR } else { Join-Path $HOME '.local\bin' }
    $base = if ($env:CIMD_BASE_URL) { $env:CIMD_BASE_URL } else { "https://github.com/OWNER/cimd/releases/download/v$version" }
    if ($base -notmatch '^(https://|file:///)') { throw 'CIMD_BASE_URL is not an https URL' }
    $archive = 'cimd-x86_64-pc-windows-msvc.tar.gz'
    $folder = Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())
    New-Item -ItemType Directory -Path $folder | Out-Null
    try {
        Write-Host "cimd: downloading $base/$archive"
        foreach ($name in $archive, "$archive.sha256") {
            $file = Join-Path $folder $name
            if ($base.StartsWith('file:')) { Copy-Item ([Uri]"$base/$name").LocalPath $file }
            else { Invoke-WebRequest -UseBasicParsing -Uri "$base/$name" -OutFile $file }
        }
        $expected = ((Get-Content (Join-Path $folder "$archive.sha256") -Raw) -split '\s')[0]
        $actual = (Get-FileHash -Algorithm SHA256 (Join-Path $folder $archive)).Hash.ToLowerInvariant()
        if ($expected -notmatch '^[0-9a-f]{64}$' -or $actual -ne $expected) {
            throw "the checksum of $archive is $actual, and should be ${expected}: nothing is installed"
        }
        Write-Host "cimd: its checksum is right: $actual"
        # tar comes with Windows 10 and newer.
        tar -xzf (Join-Path $folder $archive) -C $folder cimd.exe
        if ($LASTEXITCODE -ne 0) { throw "$archive holds no cimd.exe" }
        New-Item -ItemType Directory -Force -Path $directory | Out-Null
        $program = Join-Path $directory 'cimd.exe'
        Move-Item -Force (Join-Path $folder 'cimd.exe') $program
        Write-Host "cimd: installed $program ($(& $program --version))"
        if (($env:PATH -split ';') -notcontains $directory) {
            Write-Host "cimd: $directory is not on your PATH; add it, or run $program"
        }
    }
    finally {
        Remove-Item -Recurse -Force $folder
    }
}

Install-Cimd
