import DeviceOutput
import LicenseFiles
import Testing

/// Reads one transcript.
func read(_ text: String, name: String = "t.txt", offsets: ZoneOffsets = .certain) -> DeviceReading
{
  DeviceOutputReader.read(name: name, bytes: Array(text.utf8), offsets: offsets)
}

/// The only device of a transcript.
func device(_ text: String) throws -> DeviceSnapshot {
  let devices = read(text).devices
  try #require(devices.count == 1, "\(devices.count) devices")
  return devices[0]
}

/// Looks like `show license status` of an air-gapped controller.
func statusText(lastAck: String = "<none>", deadline: String = "Jun 02 09:15:00 2024 UTC") -> String
{
  """
  Utility:
    Status: DISABLED

  Smart Licensing Using Policy:
    Status: ENABLED

  Account Information:
    Smart Account: Example Org As of Mar 04 09:14:00 2024 UTC
    Virtual Account: Cellar

  Transport:
    Type: Transport Off

  Policy:
    Policy in use: Installed On Mar 04 09:14:30 2024 UTC
    Policy name: SLE Policy
    Reporting ACK required: yes (Customer Policy)
    Unenforced/Non-Export Perpetual Attributes:
      First report requirement (days): 365 (CISCO default)
      Reporting frequency (days): 0 (CISCO default)
      Report on change (days): 90 (CISCO default)

  Usage Reporting:
    Last ACK received: \(lastAck)
    Next ACK deadline: \(deadline)
    Reporting push interval: 30  days State(4) InPolicy(90)
    Next ACK push check: <none>
    Next report push: Apr 03 09:10:00 2024 est
    Last report push: <none>
    Last report file write: <none>

  Trust Code Installed: <none>

  """
}

/// Looks like the end of `show license all` of a pair.
let pairText = """
  Product Information
  ===================
  UDI: PID:C9800-CL-K9,SN:9ZZEXAMPLE1

  HA UDI List:
      Active:PID:C9800-CL-K9,SN:9ZZEXAMPLE1
      Standby:PID:C9800-CL-K9,SN:9ZZEXAMPLE2

  Usage Report Summary:
  =====================
  Total: 12,  Purged: 3(3)
  Total Acknowledged Received: 4,  Waiting for Ack: 0(8)
  Available to Report: 6  Collecting Data: 2

  """
