import DeviceOutput
import Foundation
import LicenseFiles
import Testing

@testable import Presentation

@Suite("The facts of device output as JSON")
struct DeviceFactsTests {
  private static let capture = """
    wlc-example-1#show version
    Cisco IOS XE Software, Version 17.12.04
    Switch Ports Model              SW Version        SW Image              Mode
    ------ ----- -----              ----------        ----------            ----
    *    1 41    C9300-24UX         17.06.01          CAT9K_IOSXE           INSTALL
    Technology Package License Information:
    ------------------------------------------------------------------------------
    Technology-package                                     Technology-package
    Current                        Type                       Next reboot
    ------------------------------------------------------------------------------
    network-advantage   Smart License   network-advantage
    wlc-example-1#show ntp status
    Clock is synchronized, stratum 3, reference is 192.0.2.123
    wlc-example-1#show call-home profile all
    Profile Name: CiscoTAC-1
        Profile status: ACTIVE
        Reporting Data: Smart Call Home, Smart Licensing
        Preferred Message Format: xml
        Transport Method: http
        HTTP  address(es): https://192.0.2.9/its/service
    wlc-example-1#

    """

  /// The keys of each object; `…` is an output of a device. Objects of a time are left out.
  private static let keys = """
    : devices lines lines_not_understood
    devices: from_other_files host_name last_ack_received members next_ack_deadline \
    observations one_of order order_known other_hosts release transport udi_pid udi_serial_number
    devices.members: role udi_pid udi_serial_number
    …: call_home_profiles clock clock_reading clock_source command configuration \
    factory_reset file history host_name import_answer license line lines \
    lines_not_understood load log_line_count log_lines logging ntp reports typed version
    ….call_home_profiles: http_addresses name reporting_data status transport_method
    ….clock_reading: time
    ….configuration: domain_lookup extent host_name http_client_source_interface lines \
    name_servers privacy summer_time time_servers time_stamps time_zone transport \
    trustpoints udi_pid udi_serial_number urls usage_interval version vrfs
    ….configuration.name_servers: address vrf
    ….configuration.summer_time: name seconds_east
    ….configuration.time_servers: address vrf
    ….configuration.time_zone: name seconds_east
    ….configuration.trustpoints: name revocation_check
    ….configuration.urls: kind url
    ….factory_reset: line time time_basis warning
    ….history: exchanges has_entries import lines says_none title
    ….history.exchanges: meaning outcome request response
    ….history.exchanges.request: bytes device_list host_name line nonce \
    original_request_type peer_name peer_version polling_id product_instance_identifier \
    request_type time timestamp_ms udi_pid udi_serial_number withheld
    ….history.exchanges.request.device_list: udi_pid udi_serial_number
    ….history.exchanges.response: bytes line peer_name peer_version request_type \
    retry_time_seconds status_code status_message time timestamp_ms udi_pid \
    udi_serial_number withheld
    ….import_answer: other_lines path success
    ….license: agent agent_version certificate_lines communications custom_id data_privacy \
    export_features high_availability license_conversion licenses members platform_table \
    policy production_certificate report_channels report_summary reporting_mode reservation \
    scheduled_jobs smart_account smart_account_as_of smart_licensing transport trust_code \
    udi_pid udi_serial_number usage_reporting using_policy utility virtual_account
    ….license.agent: agent_state clock_synchronised_with_ntp overall_trust settings \
    software_id trust_data write_erase_occurred
    ….license.agent.settings: block name value
    ….license.agent.trust_data: local_device text udi_pid udi_serial_number
    ….license.communications: kinds level_allowed overall_state
    ….license.communications.kinds: attempts failed failure_reason kind last_failure_time \
    last_response last_success_time ongoing_communication_failures ongoing_failures \
    succeeded
    ….license.communications.kinds.last_response: outcome text time
    ….license.data_privacy: callhome_hostname_privacy sending_hostname \
    smart_licensing_hostname_privacy version_privacy
    ….license.high_availability: block name value
    ….license.license_conversion: automatic last_data_push last_file_export
    ….license.licenses: count current_report current_value description enforcement_type \
    entitlement_tag export_status feature_description feature_name handle interval \
    license_type name previous_report request_time soft_enforced status status_code \
    status_time version
    ….license.members: role udi_pid udi_serial_number
    ….license.platform_table: enforced_licenses platforms
    ….license.platform_table.enforced_licenses: udi_pid udi_serial_number
    ….license.platform_table.platforms: total_licenses_found udi_pid
    ….license.policy: classes in_use installed_on name reporting_ack_required \
    reporting_ack_required_source reporting_ack_required_text
    ….license.policy.classes: class first_report report_on_change reporting_frequency
    ….license.policy.classes.first_report: days source
    ….license.policy.classes.report_on_change: days source
    ….license.policy.classes.reporting_frequency: days source
    ….license.report_channels: data_channel reports_on_disk title
    ….license.report_summary: available_to_report collecting_data in_storage maximum_display \
    mia purged report_module_status total total_acknowledged_received waiting_for_ack
    ….license.report_summary.available_to_report: count
    ….license.report_summary.collecting_data: count
    ….license.report_summary.in_storage: count
    ….license.report_summary.maximum_display: count
    ….license.report_summary.mia: count in_parentheses
    ….license.report_summary.purged: count in_parentheses
    ….license.report_summary.total: count
    ….license.report_summary.total_acknowledged_received: count
    ….license.report_summary.waiting_for_ack: count in_parentheses
    ….license.reservation: last_data_push last_file_export license_reservation members \
    purchased_licenses
    ….license.reservation.members: installed last_confirmation_code last_return_code \
    request_code reservation_authorization_code role status udi_pid udi_serial_number
    ….license.scheduled_jobs: current_time jobs
    ….license.scheduled_jobs.jobs: expired name remaining_seconds text time
    ….license.transport: cslu_address proxy_address proxy_has_password proxy_port \
    proxy_username server_identity_check type url vrf
    ….license.trust_code: has_trust_code installed
    ….license.usage_reporting: last_ack_received last_report_file_write last_report_push \
    next_ack_deadline next_ack_push_check next_report_push reporting_push_interval
    ….license.usage_reporting.reporting_push_interval: days in_policy_days state text
    ….load: five_minutes five_seconds interrupts one_minute
    ….log_lines: facility line mnemonic severity text time
    ….logging: settings
    ….logging.settings: block name value
    ….ntp: reference stratum synchronised
    ….reports: feature_name flag report_id state
    ….version: air_license_level configuration_register host_name image image_file \
    installation_mode last_reload_reason model next_reload_air_license_level other_settings \
    processor_board_id processor_uptime_seconds release restarted_at returned_to_rom_by \
    smart_licensing_status stack technology_packages uptime_seconds
    ….version.other_settings: block name value
    ….version.stack: active image mode model ports release switch
    ….version.technology_packages: current next_reboot type
    """

  private static func collect(
    _ json: JSONText, at path: String = "", into found: inout [String: Set<String>]
  ) {
    switch json {
    case .object(let members):
      for (key, value) in members {
        found[path, default: []].insert(key)
        collect(value, at: path.isEmpty ? key : "\(path).\(key)", into: &found)
      }
    case .array(let elements): for element in elements { collect(element, at: path, into: &found) }
    case .string, .integer, .number, .bool, .null: break
    }
  }

  @Test("The keys that docs/json.md promises are there, and no others")
  func contract() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../Samples/show")
    var found: [String: Set<String>] = [:]
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    for bytes in try names.map({ try Data(contentsOf: folder.appending(path: $0)) })
      + [Data(Self.capture.utf8)]
    {
      let reading = DeviceOutputReader.read(name: "show.txt", bytes: Array(bytes))
      Self.collect(reading.json(reading.devices), into: &found)
    }
    let lines = found.filter { $0.value != ["earliest", "latest", "text", "utc"] }.map {
      $0.key.replacing("devices.observations", with: "…") + ": "
        + $0.value.sorted().joined(separator: " ")
    }
    let expected = Self.keys.split(separator: "\n").map(String.init)
    #expect(lines.sorted().filter { !expected.contains($0) } == [])
    #expect(expected.filter { !lines.contains($0) } == [])
  }

  @Test("A value under an empty key puts its own keys in that place, and what is missing is null")
  func fields() {
    let udi = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1")
    let json = JSONText.fields(["first": 1, "": udi, "last": nil as String?, "list": [String]()])
    #expect(
      json.line
        == #"{"first":1,"udi_pid":"C9800-CL-K9","udi_serial_number":"9ZZEXAMPLE1","last":null,"list":[]}"#
    )
  }

  @Test("What was not printed is left out, what was printed as none is null")
  func printed() {
    let place = SourceLocation(file: "a.txt", line: 1)
    let none = Observed<String?>(nil, at: place, command: nil)
    let json = JSONText.printed([
      "none": none as Observed<String?>?, "absent": nil as Observed<String?>?, "list": [String](),
      "kept": [String]().json, "count": UInt64.max,
    ])
    #expect(json?.line == #"{"none":null,"kept":[],"count":"18446744073709551615"}"#)
    #expect(JSONText.printed(["absent": nil as String?]) == nil)
  }
}
